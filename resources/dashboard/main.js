// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// Puts the page together.

const tokenKey = 'neuro-relay-token';
const nameKey = 'neuro-relay-name';
const resyncGapMs = 3000;
const tickMs = 1000;

const url = document.querySelector('meta[name="intermediary"]').content;
const state = new State();
const table = new TrafficTable(state);
const clients = new ClientList();
const link = new Link(url, (news) => linkChanged(news), (message, text) => received(message, text));
const desk = new ForceDesk(link, state);

let phase = '';
let retryAt = 0;
let waitText = '';
let privileges = 'standard';
let isScheduled = false;
let resyncTimer = 0;
let resyncedAt = 0;
let knownForces = new Set();

/** The name of this tab: two of them must not drive each other out. */
function ownName() {
    const kept = sessionStorage.getItem(nameKey);
    if (kept)
        return kept;
    const number = crypto.getRandomValues(new Uint16Array(1))[0];
    const name = `dashboard-${number.toString(16).padStart(4, '0')}`;
    sessionStorage.setItem(nameKey, name);
    return name;
}

function say(text) {
    setText(byId('news'), text);
}

function showNotice(text, button, action) {
    byId('notice').hidden = text === '';
    setText(byId('notice-text'), text);
    byId('notice-button').hidden = !button;
    setText(byId('notice-button'), button ?? '');
    byId('notice-button').onclick = action ?? null;
}

function showGate(problem) {
    byId('gate').hidden = false;
    for (const id of ['board', 'facts', 'rates', 'sign-out'])
        byId(id).hidden = true;
    showNotice('');
    document.title = 'Neuro Relay';
    setText(byId('sign-in-problem'), problem);
    byId('token').setAttribute('aria-invalid', String(problem !== ''));
    byId('sign-in').querySelector('.main').disabled = false;
    byId('token').focus();
}

function showBoard() {
    byId('gate').hidden = true;
    for (const id of ['board', 'facts', 'rates', 'sign-out'])
        byId(id).hidden = false;
}

function signIn(token) {
    sessionStorage.setItem(tokenKey, token);
    link.open(token, ownName());
}

function signOut(problem) {
    link.close();
    sessionStorage.removeItem(tokenKey);
    byId('token').value = '';
    phase = '';
    state.clear();
    table.clear();
    renderBoard();
    showGate(problem);
}

function linkChanged(news) {
    const wasOpen = phase === 'open';
    phase = news.phase;
    retryAt = news.retryAt ?? 0;
    waitText = news.text ?? '';
    if (wasOpen)
        desk.lost();
    switch (phase) {
    case 'connecting':
        showFact('fact-link', 'busy', 'Connecting');
        break;
    case 'open':
        privileges = news.privileges ?? 'standard';
        state.begin();
        table.clear();
        showBoard();
        showNotice('');
        showFact('fact-link', 'good', 'Live');
        showFact('fact-rights', '', privileges === 'enhanced' ? 'May answer' : 'May only watch');
        say('Connected to the relay.');
        break;
    case 'waiting':
        showFact('fact-link', 'bad', 'Not connected');
        showBoard();
        say(waitText);
        break;
    case 'refused':
        signOut(waitText);
        return;
    case 'ended':
        showFact('fact-link', 'bad', 'Not connected');
        showBoard();
        showNotice(waitText, 'Connect here', () => signIn(sessionStorage.getItem(tokenKey)));
        break;
    }
    tick();
}

function received(message, text) {
    if (typeof message.event === 'string') {
        if (state.take(message, text))
            resync();
        if (message.event === 'missed')
            say(`This page fell behind and missed ${plural(Number(message.count) || 0, 'event', 'events')}.`);
    } else if (message.status === 'chosen') {
        desk.judged(null);
    } else if (typeof message.error === 'string') {
        desk.judged(message.error);
    }
    schedule();
}

/** Asks for the whole again: soon, but not all the time. */
function resync() {
    if (resyncTimer)
        return;
    const wait = Math.max(300, resyncedAt + resyncGapMs - Date.now());
    resyncTimer = setTimeout(() => {
        resyncTimer = 0;
        resyncedAt = Date.now();
        link.send({snapshot: true});
    }, wait);
}

/** Many events, one painting; none while nobody looks. */
function schedule() {
    if (isScheduled)
        return;
    isScheduled = true;
    requestAnimationFrame(() => {
        isScheduled = false;
        renderBoard();
    });
}

function renderBoard() {
    clients.render(state);
    showUpstream(state.upstream);
    showRates(state);
    table.render();
    const waiting = desk.render(state, privileges === 'enhanced');
    announceForces();
    document.title = waiting > 0 ? `(${waiting}) Neuro Relay` : 'Neuro Relay';
}

function announceForces() {
    for (const [id, force] of state.forces) {
        if (!knownForces.has(id))
            say(`${force.payload.game_title} waits for an answer: ${oneLine(force.payload.query, 200)}`);
    }
    knownForces = new Set(state.forces.keys());
    if (state.news)
        say(state.news);
    state.news = '';
}

function tick() {
    if (phase === 'waiting') {
        const left = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
        showNotice(`${waitText} Trying again in ${left} s.`, 'Try now', () => link.dial());
    }
    // The title is what a tab in the background shows, where nothing is painted.
    if (phase === 'open' || phase === 'waiting')
        renderBoard();
}

byId('sign-in').onsubmit = (event) => {
    event.preventDefault();
    const token = byId('token').value;
    if (token === '') {
        setText(byId('sign-in-problem'), 'Enter a token first.');
        byId('token').focus();
        return;
    }
    setText(byId('sign-in-problem'), '');
    byId('sign-in').querySelector('.main').disabled = true;
    signIn(token);
};
byId('sign-out').onclick = () => signOut('');
window.addEventListener('online', () => phase === 'waiting' && link.dial());
setInterval(tick, tickMs);

if (url === '') {
    const isEncrypted = location.protocol === 'https:';
    showNotice(isEncrypted
        ? 'The relay’s intermediary door has no encrypted port, and an encrypted dashboard lives from it. Give it one in the configuration (intermediary.tls_port), then load this page again.'
        : 'The relay’s intermediary door is closed, and the dashboard lives from it. Open it in the configuration (intermediary.enabled), then load this page again.',
        'Load again', () => location.reload());
} else if (sessionStorage.getItem(tokenKey)) {
    link.open(sessionStorage.getItem(tokenKey), ownName());
} else {
    showGate('');
}
