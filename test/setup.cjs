// The AWS SDK prints a notice about Node 20 once per process; test output should show tests only.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Real time zones differ between machines; results must not.
process.env.TZ = 'UTC';
// Functions log and count on stdout; tests that look at it switch it on.
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
