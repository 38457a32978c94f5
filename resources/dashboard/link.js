// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// The connection to the intermediary door: registers as a watcher, and comes back by itself.

const firstDelayMs = 500;
const longestDelayMs = 30000;
const registrationMs = 10000;
const replacedText = 'replaced by a newer connection with the same name';

/** Whether `hostname`, as in an address, is this computer. */
function isLoopback(hostname) {
    return /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);
}

/** Why a connection ended, for a person. `page` is where this page came from. */
function endText(event, url, wasOpen, page) {
    if (event.code === 1001)
        return 'The relay is stopping.';
    if (event.code === 1013)
        return 'The relay has as many connections as it takes.';
    if (event.code === 1008)
        return `The relay ended the connection${event.reason ? ': ' + event.reason : ''}.`;
    if (wasOpen)
        return 'The connection to the relay was lost.';
    if (isLoopback(page.hostname))
        return `Nothing answers at ${url}. Is the relay running, with its intermediary door open to this machine?`;
    // A browser does not tell an answer of 403 from none.
    return `No connection to ${url}. If the relay is running, its intermediary door does not let this page in: ` +
        `its operator can allow this computer, and then ${page.origin}, in the bar on top of the relay’s window, ` +
        'or with intermediary.allow and intermediary.allowed_origins in the configuration. This page tries again by itself.';
}

class Link {
    /**
     * `tell` hears of every change: {phase, text, retryAt, privileges}, where phase is one of
     * 'connecting', 'open', 'waiting' (comes back by itself), 'refused' (the token), 'ended'.
     * `take` gets every message after the registration, as an object and as it came.
     */
    constructor(url, tell, take) {
        this.url = url;
        this.tell = tell;
        this.take = take;
        this.socket = null;
        this.timer = 0;
        this.failures = 0;
    }

    open(token, name) {
        this.token = token;
        this.name = name;
        this.failures = 0;
        this.dial();
    }

    close() {
        clearTimeout(this.timer);
        const socket = this.socket;
        this.socket = null;
        socket?.close();
    }

    /** False when there is nobody to send to. */
    send(message) {
        return this.sendText(JSON.stringify(message));
    }

    sendText(text) {
        if (!this.isOpen)
            return false;
        this.socket.send(text);
        return true;
    }

    dial() {
        this.close();
        this.isOpen = false;
        this.tell({phase: 'connecting', text: `Connecting to ${this.url}`});
        let socket;
        try {
            socket = new WebSocket(this.url);
        } catch {
            this.tell({phase: 'ended', text: `${this.url} is no address that this browser connects to.`});
            return;
        }
        this.socket = socket;
        socket.onopen = () => this.register(socket);
        socket.onmessage = (event) => this.received(socket, event.data);
        socket.onclose = (event) => this.closed(socket, event);
    }

    register(socket) {
        if (socket !== this.socket)
            return;
        socket.send(JSON.stringify({
            type: 'neuro-os', name: this.name, auth_token: this.token, ack: true, snapshot: true,
        }));
        this.timer = setTimeout(() => socket.close(), registrationMs);
    }

    received(socket, data) {
        if (socket !== this.socket || typeof data !== 'string')
            return;
        let message;
        try {
            message = JSON.parse(data);
        } catch {
            return;
        }
        if (message === null || typeof message !== 'object')
            return;
        if (this.isOpen && message.error !== replacedText)
            this.take(message, data);
        else if (message.error === replacedText)
            this.end('ended', 'This dashboard is open in another place now, under the same name.');
        else if (message.status === 'registered')
            this.registered(message);
        else if (message.error === 'invalid auth token')
            this.end('refused', 'The relay does not accept this token. From another machine, the published token and one of fewer than 16 characters do not count.');
        else if (typeof message.error === 'string')
            this.end('refused', `The relay says: ${message.error}.`);
    }

    registered(message) {
        clearTimeout(this.timer);
        this.isOpen = true;
        this.failures = 0;
        this.tell({phase: 'open', privileges: message.privileges});
    }

    end(phase, text) {
        this.close();
        this.isOpen = false;
        this.tell({phase, text});
    }

    closed(socket, event) {
        if (socket !== this.socket)
            return;
        clearTimeout(this.timer);
        const text = endText(event, this.url, this.isOpen, location);
        this.socket = null;
        this.isOpen = false;
        const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** this.failures) * (0.8 + 0.4 * Math.random());
        this.failures += 1;
        this.timer = setTimeout(() => this.dial(), delay);
        this.tell({phase: 'waiting', text, retryAt: Date.now() + delay});
    }
}
