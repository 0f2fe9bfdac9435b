/** Scopes that exist as `x` and as `x:readonly`. */
const BOTH_FORMS = `
  ai-studio alerting analytics architect assistants authorization billing business-rules case-management
  coaching content-management conversations data-privacy devices dialog employee-engagement employee-performance
  external-contacts fax gamification gdpr geolocation greetings groups identity-providers infrastructureascode
  integrations journey knowledge language-understanding learning license locations logcapture messaging
  messaging-platform oauth organization organization-authorization outbound presence process-automation quality
  recordings response-management routing scim screen-monitoring scripts social-media speech-and-text-analytics
  stations telephony textbots usage user-recordings users users-rules voicemail web-chat webdeployments widgets
  workforce-management workitems`;
/** Scopes without a readonly form. */
const WRITING_ONLY = `
  data-extensions notifications upload user-basic-info`;
/** Scopes without a writing form. */
const READING_ONLY = `
  audits search`;

/** The scope catalogue of `GET /api/v2/oauth/scopes`, sorted. Source: API definition, July 2026. */
export const SCOPES: readonly string[] = [
  ...words(BOTH_FORMS).flatMap((name) => [name, `${name}:readonly`]),
  ...words(WRITING_ONLY),
  ...words(READING_ONLY).map((name) => `${name}:readonly`),
].sort();

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
