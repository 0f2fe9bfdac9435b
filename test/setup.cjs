// The AWS SDK prints a notice about Node 20 once per process; test output should show tests only.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Real time zones differ between machines; results must not.
process.env.TZ = 'UTC';
