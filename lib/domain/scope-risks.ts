import type { Severity } from './severity.ts';

type Risks = Readonly<Record<string, readonly [severity: Severity, reason: string]>>;

/** Who may do what, and who is who. */
const IDENTITY = {
  authorization: ['critical', 'Creates roles and grants any of them to itself: full control of the org.'],
  'authorization:readonly': ['medium', 'Reads roles, grants and policies: a map of whom to attack.'],
  'identity-providers': ['critical', 'Replaces the single sign-on provider and can then sign in as anybody.'],
  'identity-providers:readonly': ['low', 'Reads how single sign-on is set up: issuers, addresses and certificates.'],
  oauth: ['critical', 'Creates clients, widens any client and issues new client secrets.'],
  'oauth:readonly': ['medium', 'Reads every OAuth client with its scopes, roles and redirect URIs, and API usage.'],
  'organization-authorization': ['critical', 'Lets users of other orgs in and gives them roles.'],
  'organization-authorization:readonly': ['medium', 'Reads which other orgs have access and what they may do.'],
  scim: ['critical', 'Creates users, sets their passwords and gives them roles.'],
  'scim:readonly': ['medium', 'Reads the personal data of all users, with their groups and roles.'],
  users: ['high', 'Creates, changes and deletes users, and resets passwords and second factors.'],
  'users:readonly': ['medium', "Reads employees' personal data and, in spite of its name, edits their external ids."],
  'users-rules': ['medium', 'Changes the rules that sort users into groups of work.'],
  'users-rules:readonly': ['low', 'Reads the rules that sort users, and who matches them.'],
  'user-basic-info': ['low', 'Reads the profile of the signed-in user and ends sessions.'],
  groups: ['high', 'Puts people into groups, and so gives them the roles that a group passes on.'],
  'groups:readonly': ['low', 'Reads groups and teams with the names of their members.'],
  organization: ['high', 'Changes sign-in rules, IP allow-lists and features, and writes in internal chats.'],
  'organization:readonly': ['medium', 'Reads internal chat messages, sign-in settings and IP allow-lists.'],
  license: ['medium', 'Assigns licences to users and switches licensed features, which costs money.'],
  'license:readonly': ['low', 'Reads which licences the users hold.'],
} as const satisfies Risks;

/** What customers and agents say, write and show. */
const CONVERSATIONS = {
  conversations: ['high', 'Reads, joins, transfers and ends conversations, and writes to customers.'],
  'conversations:readonly': ['high', "Reads conversations and e-mails with customers' names, numbers and words."],
  recordings: ['high', 'Changes recordings, how long they are kept and the keys that encrypt them.'],
  'recordings:readonly': ['high', "Downloads recordings of customers' calls, screens and messages."],
  'user-recordings': ['high', 'Reads and deletes the recordings that users made of their own calls.'],
  'user-recordings:readonly': ['high', 'Downloads the recordings that users made of their own calls.'],
  'screen-monitoring': ['high', "Watches agents' screens, with whatever customer data they show."],
  'screen-monitoring:readonly': ['medium', 'Reads whose screens were watched, when and by whom.'],
  voicemail: ['high', 'Listens to, forwards and deletes voicemail, and changes mailbox policies.'],
  'voicemail:readonly': ['high', 'Listens to voicemail of users, groups and queues.'],
  fax: ['high', 'Reads, changes and deletes faxes.'],
  'fax:readonly': ['high', 'Downloads faxes, which often hold contracts or health data.'],
  quality: ['high', 'Changes evaluations of agents, downloads recordings in bulk and deletes orphaned ones.'],
  'quality:readonly': ['high', 'Downloads recordings in bulk, and reads evaluations of agents and surveys.'],
  'speech-and-text-analytics': ['high', 'Reads transcripts and changes what speech analytics listens for.'],
  'speech-and-text-analytics:readonly': ['high', 'Reads transcripts, summaries and sentiment of conversations.'],
  analytics: ['high', 'Searches transcripts, exports reports, and reads every conversation and working day.'],
  'analytics:readonly': ['high', 'Searches transcripts, and reads every conversation with numbers and participants.'],
  notifications: ['medium', 'Follows conversations, presence and other events live as they happen.'],
  'social-media': ['medium', 'Changes which posts are collected and turned into conversations.'],
  'social-media:readonly': ['medium', 'Reads collected social media posts with the names of their authors.'],
} as const satisfies Risks;

/** Personal data of customers and the work done for them. */
const CUSTOMERS = {
  'external-contacts': ['high', "Changes, merges, deletes and exports customers' contact data."],
  'external-contacts:readonly': ['high', "Reads customers' names, addresses and notes, and downloads exports of them."],
  gdpr: ['high', "Asks for all data about a person to be exported or erased, in the org's name."],
  'gdpr:readonly': ['high', 'Finds people across the org and reads the answers to requests for their data.'],
  'data-privacy': ['high', 'Switches off the masking of card numbers and other sensitive data.'],
  'data-privacy:readonly': ['low', 'Reads which sensitive data is masked, and so which is not.'],
  'data-extensions': ['info', 'Reads which types and how many custom fields are possible.'],
  journey: ['medium', 'Changes what website visitors are shown and how their visits are tracked.'],
  'journey:readonly': ['medium', 'Reads what website visitors did and, in spite of its name, edits action targets.'],
  'case-management': ['medium', 'Creates, changes and ends cases of customers.'],
  'case-management:readonly': ['medium', 'Reads cases with the customers whom they concern.'],
  workitems: ['medium', 'Creates, reassigns and ends work items, and changes what starts them.'],
  'workitems:readonly': ['medium', 'Reads work items with the customer data that they carry.'],
  'content-management': ['high', 'Changes and deletes documents and shares them outside the org.'],
  'content-management:readonly': ['medium', "Downloads documents of the org's workspaces."],
  outbound: ['high', 'Starts campaigns that call and message customers, and changes and exports their lists.'],
  'outbound:readonly': ['high', "Downloads contact lists and do-not-call lists with customers' numbers."],
  upload: ['medium', 'Uploads contact lists, recordings and code of data actions for others to use.'],
} as const satisfies Risks;

/** Code that runs, and doors to other systems. */
const INTEGRATIONS = {
  integrations: ['high', 'Replaces stored credentials, and runs data actions against other systems.'],
  'integrations:readonly': ['medium', 'Reads how other systems are connected and which credentials exist.'],
  'process-automation': ['high', 'Makes events start workflows, which can then act on their own.'],
  'process-automation:readonly': ['low', 'Reads which events start which workflows.'],
  infrastructureascode: ['high', 'Runs jobs that install whole configurations into the org.'],
  'infrastructureascode:readonly': ['low', 'Reads installation jobs and their results.'],
  architect: ['high', 'Publishes and deletes call flows, prompts and data tables: can cut off customers.'],
  'architect:readonly': ['medium', 'Reads flows, rows of data tables and data of past flow executions.'],
  'business-rules': ['medium', 'Changes the decision tables that flows and campaigns follow.'],
  'business-rules:readonly': ['low', 'Reads and exports decision tables.'],
  messaging: ['high', 'Adds and removes the WhatsApp, Apple, Facebook and other accounts of the org.'],
  'messaging:readonly': ['low', 'Reads which messaging accounts are connected and how.'],
  'messaging-platform': ['medium', 'Changes how messages look and which content is let through.'],
  'messaging-platform:readonly': ['low', 'Reads settings of messaging and supported content.'],
  'web-chat': ['medium', 'Creates and deletes web chat deployments on customer-facing pages.'],
  'web-chat:readonly': ['low', 'Reads web chat deployments and settings.'],
  webdeployments: ['medium', 'Changes the messenger on public websites and the sites that may embed it.'],
  'webdeployments:readonly': ['low', 'Reads the messenger deployments of public websites.'],
  widgets: ['medium', 'Changes widgets on public websites and how they authenticate.'],
  'widgets:readonly': ['low', 'Reads the widgets of public websites.'],
} as const satisfies Risks;

/** How customers reach agents. */
const ROUTING_AND_TELEPHONY = {
  routing: ['high', 'Changes queues, skills, e-mail domains and numbers: can divert or stop customer contact.'],
  'routing:readonly': ['low', 'Reads queues with their members, skills and numbers.'],
  telephony: ['high', 'Changes trunks, sites and phones, can stop calls and captures their signalling.'],
  'telephony:readonly': ['medium', 'Reads the phone network and signalling traces with callers and numbers.'],
  stations: ['low', 'Takes the phone away from the user who is signed in on it.'],
  'stations:readonly': ['info', 'Reads phones and who uses them.'],
  presence: ['medium', "Sets agents' presence, and can so take them out of routing."],
  'presence:readonly': ['medium', "Reads agents' presence and, in spite of its name, sets it in bulk."],
  greetings: ['low', 'Changes the greetings that callers hear.'],
  'greetings:readonly': ['info', 'Listens to the greetings that callers hear.'],
  scripts: ['medium', 'Publishes the scripts that agents see and follow.'],
  'scripts:readonly': ['low', 'Reads and exports the scripts of agents.'],
  'response-management': ['medium', 'Changes the prepared answers and files that agents send to customers.'],
  'response-management:readonly': ['low', 'Reads prepared answers and files for customers.'],
} as const satisfies Risks;

/** What machines know and say. */
const KNOWLEDGE_AND_AI = {
  knowledge: ['medium', 'Changes, deletes and exports the knowledge that bots and agents answer from.'],
  'knowledge:readonly': ['medium', 'Reads knowledge and, in spite of its name, deletes whole knowledge bases.'],
  'ai-studio': ['medium', 'Changes the guides that virtual agents follow and how summaries are written.'],
  'ai-studio:readonly': ['low', 'Reads guides of virtual agents and summary settings.'],
  assistants: ['medium', 'Changes what assistants suggest to agents, and to whom.'],
  'assistants:readonly': ['low', 'Reads assistants and the queues that they serve.'],
  dialog: ['medium', 'Changes, trains and deletes the language models of bots.'],
  'dialog:readonly': ['low', 'Reads language models of bots and feedback on them.'],
  'language-understanding': ['medium', 'Changes language models and mines conversations for intents.'],
  'language-understanding:readonly': ['medium', 'Reads language models and phrases mined from real conversations.'],
  textbots: ['medium', "Runs text bots, whose flows act with the org's data."],
  'textbots:readonly': ['low', 'Reads which bots are connected.'],
} as const satisfies Risks;

/** Employees: planning, training, motivation and where they are. */
const WORKFORCE = {
  'workforce-management': ['medium', 'Changes schedules, forecasts and time off of all agents.'],
  'workforce-management:readonly': [
    'medium',
    "Reads employees' schedules, absences and adherence, and edits one setting.",
  ],
  coaching: ['medium', 'Changes coaching appointments and notes about agents.'],
  'coaching:readonly': ['medium', 'Reads coaching appointments and notes about agents.'],
  learning: ['low', 'Changes training modules and who has to take them.'],
  'learning:readonly': ['low', 'Reads training modules and results of employees.'],
  gamification: ['low', 'Changes contests, profiles and metrics of agents.'],
  'gamification:readonly': ['low', 'Reads scores and ranks of agents by name.'],
  'employee-engagement': ['low', 'Sends recognitions and hides celebrations of colleagues.'],
  'employee-engagement:readonly': ['info', 'Reads recognitions and celebrations of colleagues.'],
  'employee-performance': ['low', 'Writes performance figures of employees that come from other systems.'],
  'employee-performance:readonly': ['info', 'Reads which performance figures other systems deliver.'],
  geolocation: ['medium', 'Switches geolocation on and off, and overwrites where users are.'],
  'geolocation:readonly': ['medium', 'Reads where users are.'],
} as const satisfies Risks;

/** Running the org. */
const OPERATIONS = {
  alerting: ['medium', 'Changes and silences alerts, and can so hide trouble.'],
  'alerting:readonly': ['low', 'Reads alerts and the rules behind them.'],
  'audits:readonly': ['medium', 'Reads who changed what, from which IP address.'],
  billing: ['low', 'Reads the billing overview of orgs that are managed.'],
  'billing:readonly': ['low', 'Reads the billing overview only.'],
  devices: ['low', 'Registers and removes mobile devices that get notifications.'],
  'devices:readonly': ['info', 'Reads registered mobile devices.'],
  locations: ['low', 'Changes the sites of the org, with their emergency numbers and addresses.'],
  'locations:readonly': ['info', 'Reads sites and addresses of the org.'],
  logcapture: ['medium', "Records and downloads what happens in users' browsers."],
  'logcapture:readonly': ['medium', "Downloads what was recorded in users' browsers."],
  'search:readonly': ['medium', 'Searches users with their personal data, locations and evaluations.'],
  usage: ['low', 'Reads counts of usage events; it changes nothing.'],
  'usage:readonly': ['low', 'Reads counts of usage events.'],
} as const satisfies Risks;

/**
 * The risk of every scope of Genesys Cloud's API definition (July 2026): how bad it is if the wrong client
 * holds it, and what it opens. Judged by the operations that name the scope, as if the user behind the token had every
 * permission. Eight operations that write accept a `:readonly` scope; the reasons name those that matter.
 */
export const SCOPE_RISKS: Risks = {
  ...IDENTITY,
  ...CONVERSATIONS,
  ...CUSTOMERS,
  ...INTEGRATIONS,
  ...ROUTING_AND_TELEPHONY,
  ...KNOWLEDGE_AND_AI,
  ...WORKFORCE,
  ...OPERATIONS,
};
