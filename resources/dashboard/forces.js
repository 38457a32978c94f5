// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// The cards of the forces that wait.

const shownCards = 50;
const shownChoices = 200;
const shownState = 65536;
const stillMs = 300; // A card that has come or moved under the pointer takes no click for so long.
const priorities = ['critical', 'high', 'medium', 'low'];

/** One force. `answer(id, action, json)` sends; what comes back is told with refused() or taken(). */
class Card {
    constructor(force, answer) {
        this.answer = answer;
        this.timer = 0;
        this.isBusy = false;
        this.awaited = null;
        const {payload} = force;
        this.id = payload.request_id;
        this.priority = priorities.includes(payload.priority) ? payload.priority : 'low';
        this.since = force.since;
        const title = make('h3', {}, payload.game_title || 'A game without a name');
        this.age = make('span', {className: 'age'});
        this.note = make('p', {className: 'note', role: 'status'});
        this.element = make('article', {className: 'card', dataset: {priority: this.priority, request: this.id}},
            make('header', {}, title,
                make('span', {className: 'badge', dataset: {priority: this.priority}}, this.priority), this.age),
            make('p', {className: 'query'}, payload.query));
        title.id = `force-${++lastField}`;
        this.element.setAttribute('aria-labelledby', title.id);
        if (payload.state)
            this.element.append(this.makeState(payload.state));
        this.form = this.makeForm(payload.actions);
        this.element.append(this.form, this.note);
    }

    makeState(text) {
        const details = make('details', {className: 'state', open: text.length < 600});
        details.append(make('summary', {}, 'State'), make('pre', {tabIndex: 0}, text.length > shownState ? text.slice(0, shownState) + '…' : text));
        return details;
    }

    makeForm(actions) {
        const choices = make('div', {className: 'choices'});
        const group = `choice-${++lastField}`;
        actions.slice(0, shownChoices).forEach((action) => choices.append(this.makeChoice(action, group)));
        this.data = make('div');
        this.problem = make('p', {className: 'problem', role: 'alert'});
        this.button = make('button', {type: 'submit', className: 'main'}, 'Answer');
        this.set = make('fieldset', {}, make('legend', {}, 'The game offers'), choices);
        if (actions.length > shownChoices)
            this.set.append(make('p', {className: 'dim'}, `and ${actions.length - shownChoices} more, which do not fit here`));
        this.buttons = make('div', {className: 'buttons'}, this.button);
        const form = make('form', {noValidate: true}, this.set, this.data, this.problem, this.buttons);
        form.onsubmit = (event) => {
            event.preventDefault();
            this.submit();
        };
        form.onkeydown = (event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                form.requestSubmit();
        };
        if (actions.length === 1) {
            choices.querySelector('input').checked = true;
            this.choose(actions[0]);
        }
        return form;
    }

    makeChoice(action, group) {
        const radio = make('input', {type: 'radio', name: group, value: action.name});
        radio.onchange = () => this.choose(action);
        const words = make('span', {}, make('b', {}, action.name));
        if (action.desc)
            words.append(' ', make('span', {}, oneLine(action.desc, 400)));
        return make('label', {className: 'choice'}, radio, words);
    }

    choose(action) {
        this.action = action;
        this.fields = new AnswerForm(action.schema);
        setText(this.problem, '');
        this.data.replaceChildren(this.fields.element);
    }

    submit() {
        // Ctrl+Enter asks no button.
        if (this.isBusy)
            return;
        if (!this.action) {
            setText(this.problem, 'Choose an action first.');
            this.set.querySelector('input')?.focus();
            return;
        }
        const read = this.fields.read();
        if (!('json' in read))
            return;
        const isSent = this.answer(this.id, this.action.name, read.json);
        this.awaited = null;
        setText(this.problem, isSent ? '' : 'Not connected: the answer was not sent.');
        this.setBusy(isSent);
    }

    /** From the click until the page knows what has become of it. */
    setBusy(isBusy) {
        this.isBusy = isBusy;
        this.button.disabled = isBusy;
        setText(this.button, isBusy ? 'Sending…' : 'Answer');
    }

    /** The force still looks as it did: what has become of it is told apart from the relay's word, before
     *  or after it, and it may have failed again before anything was painted. `told`: how much had been
     *  told of it when the answer was sent. */
    taken(told) {
        this.awaited = told;
    }

    refused(reason) {
        this.setBusy(false);
        setText(this.problem, `Not taken: ${reason}.`);
    }

    show(force, mayAnswer) {
        if (this.awaited !== null && this.awaited !== force.told) {
            this.awaited = null;
            this.setBusy(false);
        }
        const isSent = force.phase === 'sent';
        this.set.disabled = isSent || !mayAnswer;
        this.data.hidden = isSent || !mayAnswer;
        this.buttons.hidden = isSent || !mayAnswer;
        this.note.className = force.isBad ? 'note bad' : 'note';
        setText(this.note, force.note);
        setText(this.age, spanText(Date.now() - this.since));
    }

    moved() {
        this.element.classList.add('moved');
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.element.classList.remove('moved'), stillMs);
    }
}

class ForceDesk {
    constructor(link, state) {
        this.link = link;
        this.state = state;
        this.cards = new Map();
        this.order = [];
        this.asked = []; // Whose answers the relay has not judged yet, in the order of sending.
    }

    /** `json` is the data, as it is written; undefined for none. */
    answer(id, action, json) {
        const choice = JSON.stringify({request_id: id, selected: action});
        const data = json === undefined ? '' : `,"data":${json}`;
        const isSent = this.link.sendText(`{"choice":${choice.slice(0, -1)}${data}}}`);
        if (isSent)
            this.asked.push({id, told: this.state.forces.get(id)?.told});
        return isSent;
    }

    /** The relay's word about the oldest answer: nothing, or why it was not taken. */
    judged(problem) {
        const answer = this.asked.shift();
        const card = this.cards.get(answer?.id);
        if (problem)
            card?.refused(problem);
        else
            card?.taken(answer.told);
    }

    /** Nothing that was sent will be judged any more. */
    lost() {
        for (const {id} of this.asked.splice(0))
            this.cards.get(id)?.refused('the connection was lost before the relay had said a word');
    }

    render(state, mayAnswer) {
        for (const [id, force] of state.forces) {
            const card = this.cards.get(id);
            // A force that is asked again may have lost actions.
            const isStale = card && card.shown !== force.payload;
            if (!card || (isStale && card.count !== force.payload.actions.length))
                this.place(force, card);
            this.cards.get(id).shown = force.payload;
            this.cards.get(id).show(force, mayAnswer);
        }
        for (const id of [...this.cards.keys()]) {
            if (!state.forces.has(id))
                this.remove(id);
        }
        const shown = this.order.slice(0, shownCards);
        const tops = new Map(shown.map((card) => [card, card.element.offsetTop]));
        arrange(byId('forces-list'), shown.map((card) => card.element));
        for (const [card, top] of tops) {
            if (card.element.offsetTop !== top)
                card.moved();
        }
        const count = this.order.length;
        const sent = [...state.forces.values()].filter((force) => force.phase === 'sent').length;
        setText(byId('forces-count'), count > sent ? `${count - sent} waiting` : '');
        byId('forces-empty').hidden = count > 0;
        byId('forces-hint').hidden = mayAnswer || count === 0;
        byId('forces-more').hidden = count <= shownCards;
        setText(byId('forces-more'), `and ${count - shownCards} more`);
        return count - sent;
    }

    /** By priority, then age; but never above a card that somebody is at. */
    place(force, before) {
        const card = new Card(force, (...answer) => this.answer(...answer));
        card.count = force.payload.actions.length;
        this.cards.set(card.id, card);
        if (before) {
            before.element.replaceWith(card.element);
            this.order[this.order.indexOf(before)] = card;
            return;
        }
        const rank = priorities.indexOf(card.priority);
        let at = this.order.findIndex((other) => priorities.indexOf(other.priority) > rank);
        at = at < 0 ? this.order.length : at;
        const busy = this.order.findLastIndex((other) => other.element.matches(':hover, :focus-within'));
        this.order.splice(Math.max(at, busy + 1), 0, card);
    }

    remove(id) {
        const card = this.cards.get(id);
        const hadFocus = card.element.contains(document.activeElement);
        card.element.remove();
        this.cards.delete(id);
        this.order = this.order.filter((other) => other !== card);
        if (hadFocus)
            byId('forces').querySelector('.scroll').focus({preventScroll: true});
    }
}
