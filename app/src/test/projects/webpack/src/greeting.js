export const greeting = 'the first greeting'
