// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// The table of messages, newest on top.

const shownRows = 250;

const clockFormat = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false,
});

/** JSON on lines of its own, with every value as it is written. Anything else stays as it is. */
function prettyText(text) {
    if (!parseObject(text))
        return text;
    const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
    let depth = 0;
    let pretty = '';
    const line = () => '\n' + '  '.repeat(Math.min(depth, 40));
    tokens.forEach((token, index) => {
        const isOpening = token === '{' || token === '[';
        const isClosing = token === '}' || token === ']';
        const isEmpty = isClosing && (tokens[index - 1] === '{' || tokens[index - 1] === '[');
        if (isClosing) {
            depth -= 1;
            pretty += isEmpty ? '' : line();
        }
        pretty += token === ':' ? ': ' : token;
        depth += isOpening ? 1 : 0;
        const isBeforeEnd = tokens[index + 1] === '}' || tokens[index + 1] === ']';
        if (token === ',' || (isOpening && !isBeforeEnd))
            pretty += line();
    });
    return pretty;
}

function makeRow(frame) {
    const isIn = frame.dir === 'in';
    const opener = make('button', {type: 'button', 'aria-expanded': 'false'}, frame.command || '(text)');
    // The roles stay when a narrow window shows rows as blocks.
    const cell = (properties, ...content) => make('td', {role: 'cell', ...properties}, ...content);
    const row = make('tr', {role: 'row', className: frame.refused ? 'refused' : ''},
        cell({}, clockFormat.format(frame.time)),
        cell({className: isIn ? 'from-game' : 'to-game'},
            make('span', {'aria-hidden': 'true'}, isIn ? '▶' : '◀'),
            make('span', {className: 'unseen'}, isIn ? 'from' : 'to')),
        cell({title: frame.name}, frame.name || '(no name)'),
        cell({}, opener),
        cell({}, frame.refused ? 'refused: ' + oneLine(frame.text, 300) : frame.summary),
        cell({className: 'number'}, frame.size.toLocaleString('en')));
    let detail = null;
    row.onclick = () => {
        if (detail) {
            detail.remove();
            detail = null;
        } else {
            detail = make('tr', {role: 'row', className: 'detail'},
                cell({colspan: '6'}, make('pre', {tabIndex: 0}, prettyText(frame.text))));
            row.after(detail);
        }
        row.classList.toggle('open', detail !== null);
        opener.setAttribute('aria-expanded', String(detail !== null));
    };
    row.forget = () => detail?.remove();
    return row;
}

class TrafficTable {
    constructor(state) {
        this.state = state;
        this.body = byId('rows');
        this.isPaused = false;
        this.filter = '';
        this.next = 0; // Number of the first frame that is not in the table.
        byId('pause').onclick = () => this.setPaused(!this.isPaused);
        byId('filter').oninput = () => {
            this.filter = byId('filter').value.trim().toLowerCase();
            this.refill();
        };
    }

    setPaused(isPaused) {
        this.isPaused = isPaused;
        byId('pause').setAttribute('aria-pressed', String(isPaused));
        this.render();
    }

    refill() {
        this.body.replaceChildren();
        this.rows = [];
        this.next = this.state.firstFrame;
        this.fill();
    }

    matches(frame) {
        return this.filter === '' ||
            `${frame.name}\n${frame.command}\n${frame.text}`.toLowerCase().includes(this.filter);
    }

    fill() {
        this.rows ??= [];
        const {frames, firstFrame} = this.state;
        const fresh = frames.slice(Math.max(0, this.next - firstFrame)).filter((frame) => this.matches(frame));
        this.next = firstFrame + frames.length;
        const rows = fresh.slice(-shownRows).map(makeRow).reverse();
        this.body.prepend(...rows);
        this.rows = rows.concat(this.rows);
        for (const row of this.rows.splice(shownRows)) {
            row.forget();
            row.remove();
        }
        byId('traffic-empty').hidden = this.rows.length > 0;
        setText(byId('traffic-empty'), this.filter ? 'No message contains that.' : 'No message yet.');
    }

    render() {
        const {frames, firstFrame} = this.state;
        const waiting = firstFrame + frames.length - this.next;
        if (!this.isPaused && waiting > 0)
            this.fill();
        setText(byId('traffic-count'), this.isPaused ? `${waiting.toLocaleString('en')} new` :
            this.rows?.length ? `last ${this.rows.length}` : '');
        setText(byId('pause'), this.isPaused ? 'Go on' : 'Pause');
    }

    clear() {
        this.setPaused(false);
        this.refill();
    }
}
