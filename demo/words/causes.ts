import type { Cause } from '../story.ts'

/** What a customer says about the thing that coloured the journey most. {days} is a number. */
export const causes: Record<Cause, readonly [string, ...string[]]> = {
  upload: [
    'I tried to upload my papers from my phone and the page just went white.',
    'The upload page would not load on my mobile, I gave up after the third try.',
    'Spent half an hour photographing documents and then the upload failed every single time.',
    'The scan page does not work on a phone, which is the only thing I have on site.',
    'Had to borrow a laptop because your upload kept failing on mobile.',
  ],
  silence: [
    'I sent everything you asked for and heard nothing for {days} days.',
    'Nobody told me whether my papers had arrived.',
    '{days} days of silence after I sent the documents. I only found out by ringing.',
    'The left hand does not know what the right hand is doing: sales had my papers, compliance did not.',
    'My papers sat on somebody\u2019s desk for {days} days and no one thought to tell me.',
  ],
  again: [
    'You asked me for the same papers twice.',
    'I had already sent that document and then got an email asking for it again.',
    'Why ask for the same proof again? It is in your own system.',
    'Third email asking for something I sent on day one.',
    'It feels as if nobody opens the files I upload.',
  ],
  selfie: [
    'The identity check sent me round in circles, selfie after selfie.',
    'I must have photographed my passport six times before it was accepted.',
    'Your identity app says the photo is blurred. It is not blurred.',
    'Failed the identity check again and it never says why.',
    'I have been me for forty years, but your app would not believe it.',
  ],
  bounce: [
    'The website told me to ring, and the person I rang told me to go to a branch.',
    'Started online, ended up in a branch 40 minutes away. What is the website for?',
    'I was passed from the web to the phone to the branch just because there are three owners.',
    'Took a morning off to visit a branch for something the form should have done.',
  ],
  card: [
    'My card never came.',
    'I have waited {days} days for a card that nobody had actually ordered.',
    'Turns out the card order was never sent to the printers.',
    'Still no card. I have been paying suppliers from my own account.',
    'Opened the account weeks ago and I still cannot pay for anything with it.',
  ],
  hands: [
    'I was passed to four people and had to tell each of them the same story.',
    'Every time I asked, my ticket was with a different team.',
    'Support sent me to cards, cards sent me to onboarding, onboarding sent me back.',
    'Nobody owns the problem, it just gets handed on.',
  ],
  slow: [
    'It all took longer than I was told.',
    'I was promised two days and it took {days}.',
    'Every step was fine but there was a lot of waiting in between.',
    'The waiting was the worst of it, I could not invoice anyone.',
  ],
  declined: [
    'You turned us down in one line and would not say why.',
    'Declined by letter, with no explanation and no one to talk to.',
    'We trade profitably, so I do not understand the decision.',
    'All those papers, and then a letter that says no.',
  ],
  fees: ['The monthly fee is more than I expected.', 'I was charged for something I did not know I had.'],
  smooth: [
    'The account was open before I had finished setting up my invoices.',
    'Everything was clear and I knew what came next.',
    'I did the whole thing from my van between two jobs.',
    'The welcome call was short, friendly and useful.',
    'Sent my papers in the morning and had an answer the same day.',
    'The app does what I need and nothing I do not.',
  ],
}

/** The same as a clerk would tick it in a list. */
export const reasons: Record<Cause, string> = {
  upload: 'upload page',
  silence: 'no answer',
  again: 'asked twice',
  selfie: 'identity check',
  bounce: 'sent from channel to channel',
  card: 'card missing',
  hands: 'passed around',
  slow: 'waiting time',
  declined: 'declined',
  fees: 'fees',
  smooth: 'other',
}
