// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// Elements. Whatever comes from a game is text and stays text: nothing here reads markup.
'use strict';

const byId = (id) => document.getElementById(id);

/** One element: `properties` are set, `children` are elements or texts. */
function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (name === 'dataset')
            Object.assign(element.dataset, value);
        else if (name.startsWith('aria-') || name === 'role' || name === 'for' || name === 'colspan')
            element.setAttribute(name, value);
        else
            element[name] = value;
    }
    element.append(...children);
    return element;
}

function setText(element, text) {
    if (element.textContent !== text)
        element.textContent = text;
}

function plural(count, one, many) {
    return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** What cannot be shown on one line, made so that it can. */
function oneLine(text, limit) {
    const line = text.slice(0, 4 * limit).replace(/\s+/g, ' ').trim();
    return line.length > limit ? line.slice(0, limit) + '…' : line;
}

/** A piece of a text that does not keep the whole of it in memory, as slices may. */
function pieceOf(text, limit) {
    return new TextDecoder().decode(new TextEncoder().encode(text.slice(0, limit)));
}

/** "5 s", "3 min", "2 h". */
function spanText(ms) {
    const seconds = Math.max(0, Math.round(ms / 1000));
    if (seconds < 60)
        return `${seconds} s`;
    return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

/** Moves the children of `parent` into the order of `wanted`, touching only what stands wrong. */
function arrange(parent, wanted) {
    wanted.forEach((element, index) => {
        if (parent.children[index] !== element)
            parent.insertBefore(element, parent.children[index] ?? null);
    });
    while (parent.children.length > wanted.length)
        parent.lastElementChild.remove();
}
