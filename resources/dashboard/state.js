// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// What the relay has told, kept within limits. Knows nothing of the page.

const limits = {
    clients: 2048,
    actions: 2000,
    forces: 512,
    frames: 400,
    frameText: 16384,
    rateSeconds: 60,
};

/** Events of the last minute, by second. */
class Rate {
    constructor() {
        this.counts = new Array(limits.rateSeconds).fill(0);
        this.second = Math.floor(Date.now() / 1000);
    }

    advance() {
        const now = Math.floor(Date.now() / 1000);
        for (let steps = Math.min(now - this.second, limits.rateSeconds); steps > 0; --steps) {
            this.counts.shift();
            this.counts.push(0);
        }
        this.second = now;
    }

    add() {
        this.advance();
        this.counts[limits.rateSeconds - 1] += 1;
    }

    /** A mean over the last ten full seconds. */
    perSecond() {
        this.advance();
        return this.counts.slice(-11, -1).reduce((sum, count) => sum + count, 0) / 10;
    }
}

/** A text, whatever it was. */
const asText = (value) => typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);

const asList = (value) => Array.isArray(value) ? value : [];

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A force with all that the page reads of it. */
function soundForce(payload) {
    return {
        request_id: asText(payload.request_id), game_title: asText(payload.game_title),
        query: asText(payload.query), state: asText(payload.state), priority: asText(payload.priority),
        actions: asList(payload.actions).filter(isObject).map((action) => ({
            name: asText(action.name), desc: asText(action.desc),
            schema: isObject(action.schema) ? action.schema : {},
        })),
    };
}

/** Of several clients that have one name and type, one is shown. */
const keyOf = (type, name) => `${type}\n${name}`;

class State {
    constructor() {
        this.rateIn = new Rate();
        this.rateOut = new Rate();
        this.clear();
    }

    clear() {
        this.clients = new Map();
        this.actions = new Map(); // Name of a game: its actions.
        this.forces = new Map();  // request_id: {payload, since, phase, told, note}.
        this.queues = new Map();
        this.frames = []; // Newest last.
        this.firstFrame = 0; // Number of frames[0] since the beginning.
        this.upstream = {state: 'disconnected', url: ''};
        this.missed = 0;
        this.isFresh = true;
        this.news = '';
    }

    /** A new connection: what it tells first replaces what is known. Until then that is shown, and
     *  who is typing an answer goes on. */
    begin() {
        this.frames = [];
        this.firstFrame = 0;
        this.isFresh = true;
    }

    /** Applies one event, which came as `text`. Returns whether the whole is to be asked for again. */
    take(message, text) {
        const event = message.event;
        if (event === 'snapshot')
            return this.takeSnapshot(message);
        const match = /^(neuroos|integration)_(connected|disconnected)(_via_backend)?$/.exec(event);
        if (match)
            return this.takeClient(match, message);
        switch (event) {
        case 'integration_message':
            this.takeMessage('in', asText(message.from), payloadText(text), message.payload);
            return false;
        case 'backend_message':
            this.takeMessage('out', asText(message.to), asText(message.payload), null);
            return false;
        case 'binary_received':
            this.addFrame({dir: 'in', name: asText(message.from), command: 'binary', size: Number(message.size) || 0,
                           text: `stored as ${asText(message.file)}`});
            return false;
        case 'integration_registered_actions':
            return this.takeActions(message);
        case 'choose_action':
            this.takeForce(message.payload, 'waiting');
            return false;
        case 'choice_made':
            this.takeChoice(message);
            return false;
        case 'upstream':
            this.upstream = {state: asText(message.state), url: asText(message.url)};
            return false;
        case 'queue':
            this.setQueue(asText(message.destination), message.pending);
            return false;
        case 'missed':
            this.missed += Number(message.count) || 0;
            return true;
        default:
            return false;
        }
    }

    takeSnapshot(message) {
        const before = this.clients;
        this.clients = new Map();
        for (const client of asList(message.clients).filter(isObject)) {
            // A game without a name is either one that has said nothing yet, or calls itself that.
            if (client.name || client.game_id || client.type !== 'game')
                this.addClient(asText(client.type), asText(client.name), client.privileges, before);
        }
        this.actions = new Map(Object.entries(message.actions ?? {}).map(([name, actions]) =>
            [name, asList(actions).filter(isObject)]));
        // Its actions are listed under its identifier here, and under its name in every other event.
        const nameless = asList(message.clients).find((client) => client?.name === '' && this.actions.has(client.game_id));
        if (nameless)
            this.actions.set('', this.actions.get(nameless.game_id));
        this.queues.clear();
        for (const queue of asList(message.queue).filter(isObject))
            this.setQueue(asText(queue.destination), queue.pending);
        this.upstream = message.upstream ?? this.upstream;
        const open = new Set();
        for (const payload of asList(message.forces).filter(isObject)) {
            open.add(payload.request_id);
            const known = this.forces.get(payload.request_id);
            // An action was sent, and it is open all the same: it has failed, which this page has missed.
            if (!known || known.phase === 'sent')
                this.takeForce(payload, 'waiting');
            if (known)
                this.forces.get(payload.request_id).told += 1;
        }
        for (const [id, force] of this.forces) {
            // One that was answered is not among them, but its end will be told.
            if (!open.has(id) && (this.isFresh || force.phase !== 'sent'))
                this.forces.delete(id);
        }
        if (this.isFresh)
            this.takeRecent(asList(message.recent).filter(isObject));
        this.isFresh = false;
        return false;
    }

    addClient(type, name, privileges, before) {
        const key = keyOf(type, name);
        if (this.clients.has(key) || this.clients.size >= limits.clients)
            return;
        this.clients.set(key, {type, name, privileges, rate: before?.get(key)?.rate ?? new Rate()});
    }

    takeClient(match, message) {
        const isGame = match[3] !== undefined;
        const type = match[1] === 'neuroos' ? 'watcher' : isGame ? 'game' : 'integration';
        const name = asText(message.name);
        if (match[2] === 'connected') {
            this.addClient(type, name, message.privileges);
            // A hub client is told of like an integration.
            return type === 'integration';
        }
        this.clients.delete(keyOf(type, name));
        if (type !== 'watcher')
            this.actions.delete(name);
        return type === 'integration';
    }

    takeActions(message) {
        const game = asText(message.from);
        const known = new Map((this.actions.get(game) ?? []).map((action) => [action.name, action]));
        const names = asList(message.actions).slice(0, limits.actions).map(asText);
        this.actions.set(game, names.map((name) => known.get(name) ?? {name}));
        // Only names are told; a new one's description comes with the whole.
        return names.some((name) => !known.has(name));
    }

    takeForce(payload, phase) {
        if (typeof payload?.request_id !== 'string')
            return;
        const before = this.forces.get(payload.request_id);
        if (!before && this.forces.size >= limits.forces)
            return;
        // After a failure it is asked again, and the failure is worth knowing.
        const note = before?.phase === 'failed' || before?.isBad ? before.note : '';
        this.forces.set(payload.request_id, {
            payload: soundForce(payload), phase, since: before?.since ?? Date.now(), note, isBad: note !== '', reason: '',
            told: before?.told ?? 0, // How often it was said what became of an answer to it, or that it is open.
        });
    }

    takeChoice(message) {
        const force = this.forces.get(message.request_id);
        if (!force)
            return;
        const game = force.payload.game_title;
        force.told += 1;
        if (message.outcome === 'sent') {
            force.phase = 'sent';
            force.isBad = false;
            force.note = `${asText(message.by) || 'Somebody'} chose ${message.action}. The game has not said yet how it went.`;
        } else if (message.outcome === 'failed') {
            force.phase = 'failed';
            force.isBad = true;
            force.note = `The game refused ${message.action || 'the action'}${force.reason ? ': ' + force.reason : '.'}`;
        } else {
            this.forces.delete(message.request_id);
            this.news = message.action ? `${game}: ${message.action} ${message.outcome}.` : `${game}: ${message.outcome}.`;
        }
    }

    setQueue(destination, pending) {
        if (pending > 0)
            this.queues.set(destination, pending);
        else
            this.queues.delete(destination);
    }

    takeMessage(dir, name, text, payload) {
        const parsed = payload ?? parseObject(text);
        if (parsed?.action === 'raw_text' && payload)
            this.addFrame({dir, name, command: '', text: String(parsed.raw)});
        else
            this.addFrame({dir, name, command: commandOf(parsed), text, summary: summaryOf(parsed)});
        if (parsed?.command === 'action/result' && parsed.data?.success === false)
            this.noteFailure(name, parsed.data.message);
        (dir === 'in' ? this.rateIn : this.rateOut).add();
        for (const type of ['game', 'integration', 'ui', 'agent', 'observer'])
            this.clients.get(keyOf(type, name))?.rate.add();
    }

    /** The game says why before the force is told to have failed. */
    noteFailure(game, reason) {
        for (const force of this.forces.values()) {
            if (force.payload.game_title === game && force.phase === 'sent')
                force.reason = typeof reason === 'string' ? reason : '';
        }
    }

    /** What was said before this watcher came. Events may have come first. */
    takeRecent(recent) {
        const later = this.frames;
        this.frames = [];
        recent.forEach((frame) => this.addRecent(frame));
        later.forEach((frame) => this.addFrame(frame));
    }

    addRecent(frame) {
        const parsed = frame.text && !frame.cut ? parseObject(frame.text) : null;
        this.addFrame({
            time: new Date(frame.t), dir: frame.dir, name: asText(frame.name),
            command: asText(frame.command) || commandOf(parsed), text: asText(frame.text), size: Number(frame.size) || 0, refused: frame.verdict === 'refused', summary: summaryOf(parsed),
        });
    }

    addFrame(frame) {
        frame.time ??= new Date();
        frame.size ??= new TextEncoder().encode(frame.text).length;
        frame.summary ??= oneLine(frame.text, 300);
        if (frame.text.length > limits.frameText) {
            frame.text = pieceOf(frame.text, limits.frameText) + '…';
            frame.summary = pieceOf(frame.summary, limits.frameText);
        }
        this.frames.push(frame);
        if (this.frames.length > limits.frames) {
            this.frames.shift();
            this.firstFrame += 1;
        }
    }
}

function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return value !== null && typeof value === 'object' ? value : null;
    } catch {
        return null;
    }
}

/** What the sender wrote, down to its white space and the spelling of its numbers. Inside of a name the
 *  quotes would be escaped. */
function payloadText(event) {
    const mark = ',"payload":';
    const at = event.indexOf(mark);
    return at < 0 ? '' : event.slice(at + mark.length, event.lastIndexOf('}')).trim();
}

function commandOf(object) {
    const word = object?.command ?? object?.event ?? object?.op ?? object?.message_type;
    return typeof word === 'string' ? word : '';
}

const bareCommands = {'startup': 1, 'shutdown/ready': 1, 'shutdown/immediate': 1, 'actions/reregister_all': 1};

/** What a message is about, on one line; nothing when that is its text. */
function summaryOf(object) {
    const data = object?.data;
    switch (object?.command) {
    case 'context':
        return oneLine(String(data?.message ?? ''), 300) || undefined;
    case 'actions/register':
        return Array.isArray(data?.actions) ? data.actions.map((action) => action?.name).join(', ') : undefined;
    case 'actions/unregister':
        return Array.isArray(data?.action_names) ? data.action_names.join(', ') : undefined;
    case 'actions/force':
        return oneLine(`${data?.query ?? ''} [${[].concat(data?.action_names ?? []).join(' | ')}]`, 300);
    case 'action':
        return oneLine(`${data?.name ?? ''} ${data?.data ?? ''}`, 300);
    case 'action/result':
        return oneLine(`${data?.success ? 'ok' : 'failed'} ${data?.message ?? ''}`, 300);
    default:
        if (data !== undefined && data !== null)
            return oneLine(JSON.stringify(data), 300);
        // All that such a message says is its name; anything else is shown as it is.
        return typeof object?.command === 'string' && object.command in bareCommands ? '' : undefined;
    }
}
