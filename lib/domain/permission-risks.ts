import type { Permission } from './permission.ts';
import type { Severity } from './severity.ts';

/** The risk of the permissions that match a pattern, by what their verb does. */
export interface PermissionRiskRow {
  /** `domain:entity:action`, with `*` for any. */
  readonly pattern: Permission;
  readonly reading: Severity;
  readonly changing: Severity;
  /** What is read or changed; it finishes the sentences "Reads …." and "Changes ….". */
  readonly what: string;
}

type Row = readonly [pattern: Permission, reading: Severity, changing: Severity, what: string];

/**
 * Ordered: the first row that matches a permission judges it, so exceptions stand above the rule. What no row matches
 * is plain configuration. Entities and verbs are those of Genesys Cloud's API definition (July 2026).
 */
const ROWS: readonly Row[] = [
  // Identity and access. Self-escalation is judged before this table.
  ['authorization:license:*', 'low', 'medium', 'licences of users'],
  ['authorization:*:*', 'medium', 'high', 'roles, grants, divisions and trusts between orgs'],
  ['oauth:token:*', 'medium', 'medium', 'sessions of users, who are signed out'],
  ['oauth:*:*', 'medium', 'high', 'OAuth clients'],
  ['sso:*:*', 'low', 'high', 'how people sign in'],
  ['mfa:*:*', 'medium', 'high', 'second factors of users'],
  ['directory:user:*', 'medium', 'high', 'users with their personal data'],
  ['directory:userProfile:*', 'medium', 'medium', 'profiles of users'],
  ['directory:group:*', 'low', 'high', 'groups, which pass roles on to their members'],
  ['audits:*:*', 'medium', 'medium', 'the record of who changed what'],

  // Code that runs, and doors to other systems.
  ['integrations:*:*', 'medium', 'high', 'integrations, their credentials and the data actions that use them'],
  ['bridge:*:*', 'medium', 'high', 'data actions of the bridge'],
  ['processautomation:*:*', 'low', 'high', 'triggers that start workflows'],
  ['infrastructureascode:*:*', 'low', 'high', 'jobs that install configuration'],
  ['architect:flow:*', 'low', 'high', 'call flows and workflows'],
  ['architect:job:*', 'low', 'high', 'jobs that write flows'],
  ['architect:flowInstance:*', 'medium', 'medium', 'what past flow executions did with customer data'],
  ['architect:flowinstanceexecutiondata:*', 'medium', 'medium', 'what is kept of flow executions'],
  ['architect:datatableRow:*', 'medium', 'high', 'rows of data tables, by which flows decide'],

  // Recordings and transcripts.
  ['recording:retentionPolicy:*', 'low', 'high', 'what is recorded and how long it is kept'],
  ['recording:crossPlatformRetentionPolicy:*', 'low', 'high', 'what is recorded and how long it is kept'],
  ['recording:job:*', 'medium', 'high', 'jobs that export, archive and delete recordings'],
  ['recording:uploadReport:*', 'low', 'medium', 'reports about uploaded recordings'],
  ['recording:encryptionKey:*', 'medium', 'high', 'the keys that encrypt recordings'],
  ['recording:*:*', 'high', 'high', 'recordings of calls, messages and screens'],
  ['conversation:encryptionKey:*', 'medium', 'high', 'the keys that encrypt conversations'],
  ['realtimeMonitor:settings:*', 'low', 'medium', 'settings of screen monitoring'],
  ['realtimeMonitor:*:*', 'high', 'high', "agents' screens while they work"],
  ['voicemail:groupPolicy:*', 'low', 'medium', 'voicemail policies of groups'],
  ['voicemail:userPolicy:*', 'low', 'medium', 'voicemail policies of users'],
  ['voicemail:*:*', 'high', 'high', 'voicemail'],
  ['speechAndTextAnalytics:data:*', 'high', 'high', 'transcripts and what was found in them'],
  ['speechAndTextAnalytics:aiSummary:*', 'high', 'high', 'summaries of conversations'],
  ['speechAndTextAnalytics:sentimentData:*', 'medium', 'medium', 'the sentiment of conversations'],
  ['speechAndTextAnalytics:translation:*', 'high', 'high', 'translated transcripts'],

  // Conversations.
  ['conversation:call:*', 'high', 'high', 'live calls, also those of other people'],
  ['conversation:recording:*', 'high', 'high', 'whether and what part of a conversation is recorded'],
  ['conversation:agentlessEmail:*', 'medium', 'high', "e-mails to customers in the org's name"],
  ['conversation:agentlessCall:*', 'medium', 'high', "calls to customers in the org's name"],
  ['conversation:email:*', 'high', 'high', 'e-mails of customers'],
  ['conversation:message:*', 'high', 'high', 'messages of customers'],
  ['conversation:messageMedia:*', 'high', 'high', 'pictures and files of customers'],
  ['conversation:cachedMedia:*', 'high', 'high', 'pictures and files of customers'],
  ['conversation:webmessaging:*', 'high', 'high', 'web messages of customers'],
  ['conversation:communication:*', 'high', 'high', 'conversations in progress'],
  ['conversation:summary:*', 'high', 'high', 'summaries of conversations'],
  ['conversation:participant:wrapup', 'medium', 'medium', 'wrap-up codes of conversations'],
  ['conversation:participant:*', 'high', 'high', 'attributes of participants, where customer data is kept'],
  ['conversation:customAttributes:schemaView', 'low', 'low', 'which attributes conversations may have'],
  ['conversation:customAttributes:*', 'high', 'high', 'attributes of conversations, where customer data is kept'],
  ['conversation:settings:*', 'low', 'medium', 'settings of conversations'],
  ['conversation:emailThreadingSettings:*', 'low', 'medium', 'settings of e-mail threads'],
  ['conversation:*:*', 'medium', 'medium', 'conversations'],
  ['analytics:conversationDetail:*', 'high', 'high', 'details of conversations with numbers and participants'],
  ['analytics:agentConversationDetail:*', 'high', 'high', 'details of conversations with numbers and participants'],
  ['analytics:dataExport:*', 'high', 'high', 'exported reports'],
  ['analytics:botFlowReportingTurn:*', 'medium', 'medium', 'what customers said to bots'],
  ['analytics:botFlowDivisionAwareReportingTurn:*', 'medium', 'medium', 'what customers said to bots'],
  ['analytics:userDetail:*', 'medium', 'medium', 'how employees spent their day'],
  ['chat:setting:*', 'low', 'medium', 'settings of internal chat'],
  ['chat:*:*', 'medium', 'medium', 'internal chats'],
  ['user:chats:*', 'medium', 'medium', 'internal chats'],
  ['socialmedia:postDetail:*', 'medium', 'medium', 'social media posts and their authors'],

  // Personal data of customers.
  ['externalContacts:settings:*', 'low', 'medium', 'settings of external contacts'],
  ['externalContacts:customFields:*', 'low', 'medium', 'custom fields of external contacts'],
  ['externalContacts:importSettings:*', 'low', 'medium', 'settings of contact imports'],
  ['externalContacts:importCsvSettings:*', 'low', 'medium', 'settings of contact imports'],
  ['externalContacts:customerIntentTaxonomy:*', 'low', 'medium', 'names of customer intents'],
  ['externalContacts:*:*', 'high', 'high', "customers' contact data"],
  ['relate:*:*', 'high', 'high', "customers' contact data"],
  ['gdpr:*:*', 'high', 'high', 'requests to export or erase all data about a person'],
  ['dataprivacy:*:*', 'low', 'high', 'which sensitive data is masked'],
  ['outbound:contact:*', 'high', 'high', 'contacts of campaigns with their numbers'],
  ['outbound:contactList:*', 'high', 'high', 'contact lists of campaigns'],
  ['outbound:dnc:*', 'high', 'high', 'numbers that must not be called'],
  ['outbound:dncList:*', 'high', 'high', 'lists of numbers that must not be called'],
  ['outbound:campaign:*', 'low', 'high', 'campaigns that call customers'],
  ['outbound:emailCampaign:*', 'low', 'high', 'campaigns that send e-mail to customers'],
  ['outbound:messagingCampaign:*', 'low', 'high', 'campaigns that message customers'],
  ['outbound:whatsAppCampaign:*', 'low', 'high', 'campaigns that message customers'],
  ['outbound:campaignRule:*', 'low', 'high', 'rules that start and stop campaigns'],
  ['journey:session:*', 'medium', 'medium', 'visits of customers to websites'],
  ['journey:event:*', 'medium', 'medium', 'what customers did on websites'],
  ['journey:dataDetails:*', 'medium', 'medium', 'what customers did on websites'],
  ['caseManagement:case:*', 'medium', 'medium', 'cases of customers'],
  ['caseManagement:caseExternalContact:*', 'medium', 'medium', 'customers of cases'],
  ['workitems:workitem:*', 'medium', 'medium', 'work items with customer data'],
  ['workitems:queryJobResults:*', 'medium', 'medium', 'work items with customer data'],
  ['troubleshooting:*:*', 'medium', 'medium', "logs of users' browsers"],

  // How customers reach agents.
  ['routing:queue:join', 'medium', 'medium', 'whether it takes part in a queue'],
  ['routing:queue:*', 'low', 'high', 'queues'],
  ['routing:queueMember:*', 'low', 'high', 'who serves which queue'],
  ['routing:callRoute:*', 'low', 'high', 'which flow answers which number'],
  ['routing:emergencyGroup:*', 'low', 'high', 'emergency groups, which close whole call flows'],
  ['routing:email:*', 'low', 'high', 'e-mail domains and routes'],
  ['routing:message:*', 'low', 'high', 'which flow answers which message'],
  ['routing:conversation:*', 'low', 'high', 'where waiting conversations go'],
  ['routing:settings:*', 'low', 'high', 'routing settings of the whole org'],
  ['sms:phoneNumber:*', 'low', 'high', 'SMS numbers'],
  ['messaging:integration:*', 'low', 'high', 'messaging accounts of the org'],
  ['telephony:pcap:*', 'high', 'high', 'captured signalling of calls'],
  ['telephony:selfAgentGreeting:*', 'low', 'low', 'its own greeting'],
  ['telephony:selfStationAssociation:*', 'low', 'low', 'its own phone'],
  ['telephony:station:disassociateSelf', 'low', 'low', 'its own phone'],
  ['telephony:*:*', 'low', 'high', 'phones, trunks and numbers'],

  // Employees.
  ['quality:evaluation:*', 'medium', 'medium', 'evaluations of employees'],
  ['quality:calibration:*', 'medium', 'medium', 'evaluations of employees'],
  ['quality:survey:*', 'medium', 'medium', 'what customers said about employees'],
  ['coaching:*:*', 'medium', 'medium', 'coaching notes about employees'],
  ['wfm:timeOffRequest:*', 'medium', 'medium', 'absences of employees'],
  ['wfm:historicalAdherence:*', 'medium', 'medium', 'how employees keep to their schedules'],
  ['wfm:realtimeAdherence:*', 'medium', 'medium', 'how employees keep to their schedules'],
];

/** The rows in order, see `ROWS`. */
export const PERMISSION_RISK_ROWS: readonly PermissionRiskRow[] = ROWS.map(([pattern, reading, changing, what]) => ({
  pattern,
  reading,
  changing,
  what,
}));
