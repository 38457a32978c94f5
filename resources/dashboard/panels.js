// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// Who is connected, and what stands in the bar on top.

const shownClients = 300;
const shownActions = 200;

const groups = [
    {title: 'Games', types: ['game']},
    {title: 'Integrations', types: ['integration']},
    {title: 'Watchers', types: ['watcher']},
    {title: 'Hub', types: ['ui', 'agent', 'observer']},
];

/** One line of the list. Kept while its client is there, so that an opened one stays open. */
class ClientLine {
    constructor(client) {
        this.name = make('span', {className: 'name'}, client.name || '(no name)');
        this.about = make('span', {className: 'about'});
        this.element = make('div', {className: 'client'});
        this.shown = null;
    }

    show(client, actions) {
        const offers = client.type === 'game' || client.type === 'integration';
        setText(this.about, offers ? this.activity(client, actions) : client.privileges ?? client.type);
        // Actions are replaced as a whole, so that comparing the list is enough.
        if (this.shown === actions && this.element.hasChildNodes())
            return;
        this.shown = actions;
        const lamp = make('span', {className: 'lamp good'});
        if (!actions || actions.length === 0) {
            this.element.replaceChildren(make('div', {className: 'line'}, lamp, this.name, this.about));
            return;
        }
        const wasOpen = this.element.querySelector('details')?.open ?? false;
        const list = make('ul', {className: 'actions'}, ...actions.slice(0, shownActions).map((action) =>
            make('li', {}, make('code', {}, action.name), ' ', make('span', {}, oneLine(action.description ?? '', 300)))));
        if (actions.length > shownActions)
            list.append(make('li', {className: 'dim'}, `and ${actions.length - shownActions} more`));
        const details = make('details', {open: wasOpen}, make('summary', {}, lamp, this.name, this.about), list);
        this.element.replaceChildren(details);
    }

    activity(client, actions) {
        const rate = client.rate.perSecond();
        const offer = plural(actions?.length ?? 0, 'action', 'actions');
        return rate > 0 ? `${offer} · ${rateText(rate)}/s` : offer;
    }
}

class ClientList {
    constructor() {
        this.lines = new Map();
        this.headings = new Map(groups.map((group) => [group, make('h3', {className: 'group'}, group.title)]));
    }

    render(state) {
        const wanted = [];
        const clients = [...state.clients].sort((a, b) => a[1].name.localeCompare(b[1].name));
        let left = shownClients;
        for (const group of groups) {
            const members = clients.filter(([, client]) => group.types.includes(client.type));
            if (members.length === 0)
                continue;
            wanted.push(this.headings.get(group));
            for (const [key, client] of members.slice(0, left)) {
                if (!this.lines.has(key))
                    this.lines.set(key, new ClientLine(client));
                const line = this.lines.get(key);
                line.show(client, state.actions.get(client.name));
                wanted.push(line.element);
            }
            left = Math.max(0, left - members.length);
        }
        for (const key of [...this.lines.keys()]) {
            if (!state.clients.has(key))
                this.lines.delete(key);
        }
        if (clients.length > shownClients)
            wanted.push(make('p', {className: 'hint'}, `and ${clients.length - shownClients} more`));
        arrange(byId('clients-list'), wanted);
        const games = clients.filter(([, client]) => client.type === 'game').length;
        setText(byId('clients-count'), clients.length === 0 ? '' :
            `${plural(games, 'game', 'games')} of ${clients.length}`);
        byId('clients-empty').hidden = clients.some(([, client]) => client.type !== 'watcher');
        this.renderQueues(state);
    }

    renderQueues(state) {
        byId('queues').hidden = state.queues.size === 0;
        arrange(byId('queues-list'), [...state.queues].slice(0, shownClients).map(([destination, pending]) =>
            make('li', {}, make('span', {}, destination), make('span', {}, plural(pending, 'message', 'messages')))));
    }
}

function showFact(id, lamp, words) {
    const element = byId(id);
    const light = element.querySelector('.lamp');
    if (light)
        light.className = `lamp ${lamp}`;
    setText(element.querySelector('.words'), words);
}

const upstreamWords = {
    connected: ['good', 'Neuro is there'],
    connecting: ['busy', 'Connecting to Neuro'],
    disconnected: ['bad', 'Neuro is away'],
};

function showUpstream(upstream) {
    const isThereAny = upstream.url !== '' || upstream.state !== 'disconnected';
    const [lamp, words] = isThereAny ? upstreamWords[upstream.state] ?? ['', upstream.state] : ['', 'No Neuro set up'];
    showFact('fact-upstream', lamp, words);
    byId('fact-upstream').title = upstream.url;
}

function rateText(perSecond) {
    return perSecond >= 10 ? Math.round(perSecond).toLocaleString('en') : perSecond.toFixed(1);
}

function showRates(state) {
    setText(byId('rate-in'), rateText(state.rateIn.perSecond()));
    setText(byId('rate-out'), rateText(state.rateOut.perSecond()));
    const top = Math.max(1, ...state.rateIn.counts, ...state.rateOut.counts);
    const points = (counts) => counts.slice(0, -1).map((count, index) =>
        `${(index * 120 / (counts.length - 2)).toFixed(1)},${(26.5 - 25 * count / top).toFixed(1)}`).join(' ');
    byId('curve').querySelector('.in').setAttribute('points', points(state.rateIn.counts));
    byId('curve').querySelector('.out').setAttribute('points', points(state.rateOut.counts));
}
