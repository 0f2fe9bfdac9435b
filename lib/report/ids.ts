/** Where the page is drawn, and where its facts are: the document has them, and the browser's code looks for them. */
export const ROOT_ID = 'report';
export const FACTS_ID = 'facts';
