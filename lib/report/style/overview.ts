/** What the overview is made of, in the page and in the widget. Nested below `.og-widget` there: no rule for elements alone that would reach further. */
export const overviewStyle = `
`;
