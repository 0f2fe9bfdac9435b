import * as z from 'zod';
import { answerRequests } from '../../../bench/support/channel.ts';
import { campaignOn, withoutChance } from './campaign.ts';

/** A process of a campaign: histories with their schedules, one after the other. */
withoutChance();
const requestSchema = z.object({ seed: z.number(), schedules: z.number() });
answerRequests((request) => campaignOn(requestSchema.parse(request)));
