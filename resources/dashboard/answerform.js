// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// The data of one action, as fields made from its schema, or as JSON where the schema is more than
// that. The relay checks the data as well; what is checked here is told without a round trip.
// Data is kept as the JSON text that it is sent as: JavaScript has no room for all numbers.

let lastField = 0;

/** What field a property gets; nothing when it needs JSON. */
function fieldKind(schema) {
    if (schema === null || typeof schema !== 'object')
        return null;
    if ('const' in schema)
        return 'const';
    if (Array.isArray(schema.enum))
        return 'enum';
    return ['string', 'integer', 'number', 'boolean'].includes(schema.type) ? schema.type : null;
}

/** Whether all of `schema` can be shown as fields. */
function isSimple(schema) {
    const properties = schema.properties;
    return schema.type === 'object' && properties !== null && typeof properties === 'object' &&
        Object.values(properties).every((property) => fieldKind(property) !== null);
}

/** The least that could be right: to be changed by a person. */
function sampleOf(schema) {
    if (schema === null || typeof schema !== 'object')
        return null;
    if ('const' in schema)
        return schema.const;
    if ('default' in schema)
        return schema.default;
    if (Array.isArray(schema.enum))
        return schema.enum[0] ?? null;
    switch ([].concat(schema.type)[0]) {
    case 'object': {
        const sample = {};
        for (const name of schema.required ?? Object.keys(schema.properties ?? {}))
            sample[name] = sampleOf(schema.properties?.[name]);
        return sample;
    }
    case 'array':
        return schema.minItems > 0 ? [sampleOf(schema.items)] : [];
    case 'string':
        return '';
    case 'integer':
    case 'number':
        return schema.minimum ?? 0;
    case 'boolean':
        return false;
    default:
        return null;
    }
}

/** A number as JSON spells it, with every digit that was typed; nothing when it is none. */
function numberText(typed) {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/.exec(typed);
    if (!match || !(match[2] || match[3]) || !Number.isFinite(Number(typed)))
        return null;
    const [, sign, whole, fraction, exponent] = match;
    return (sign === '-' ? '-' : '') + (whole.replace(/^0+(?=\d)/, '') || '0') +
        (fraction ? '.' + fraction : '') + (exponent ?? '');
}

/** JSON without the white space between its values. */
const compactText = (json) => json.replace(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g, '$1');

/** One property: its element, and value() that gives {json}, {problem} or {} for "left out". */
class Field {
    constructor(name, schema, isRequired) {
        this.schema = schema;
        this.kind = fieldKind(schema);
        this.isRequired = isRequired;
        const id = `field-${++lastField}`;
        this.input = this.makeInput();
        this.input.id = id;
        this.problem = make('p', {className: 'problem', id: `${id}-problem`});
        this.input.setAttribute('aria-describedby', this.problem.id);
        this.element = make('div', {className: 'field'},
            make('label', {for: id, title: name}, isRequired ? `${name} *` : name), this.input);
        if (typeof schema.description === 'string' && schema.description)
            this.element.append(make('p', {className: 'dim'}, schema.description));
        this.element.append(this.problem);
    }

    makeInput() {
        if (this.kind === 'const')
            return make('input', {value: JSON.stringify(this.schema.const), readOnly: true});
        if (this.kind === 'enum' || this.kind === 'boolean') {
            this.values = this.kind === 'enum' ? this.schema.enum : [true, false];
            const select = make('select');
            select.append(make('option', {value: ''}, this.isRequired ? 'Choose…' : 'Left out'));
            this.values.forEach((value, index) => select.append(make('option', {value: String(index)},
                typeof value === 'string' ? value : JSON.stringify(value))));
            return select;
        }
        const isNumber = this.kind !== 'string';
        return make('input', {type: 'text', inputMode: isNumber ? 'decimal' : 'text', autocomplete: 'off',
                              placeholder: this.hint()});
    }

    hint() {
        const {minimum, maximum} = this.schema;
        if (this.kind === 'string')
            return this.isRequired ? '' : 'Left out when empty';
        if (minimum !== undefined && maximum !== undefined)
            return `${minimum} to ${maximum}`;
        if (minimum !== undefined)
            return `${minimum} or more`;
        return maximum !== undefined ? `${maximum} or less` : '';
    }

    value() {
        const text = this.input.value;
        if (this.kind === 'const')
            return {json: JSON.stringify(this.schema.const)};
        if (this.kind === 'enum' || this.kind === 'boolean') {
            if (text !== '')
                return {json: JSON.stringify(this.values[Number(text)])};
            return this.isRequired ? {problem: 'Choose one.'} : {};
        }
        if (this.kind === 'string')
            return this.stringValue(text);
        if (text.trim() === '')
            return this.isRequired ? {problem: 'Enter a number.'} : {};
        return this.numberValue(text.trim());
    }

    stringValue(text) {
        if (text === '' && !this.isRequired)
            return {};
        const length = [...text].length;
        if (length < (this.schema.minLength ?? 0))
            return {problem: `At least ${plural(this.schema.minLength, 'character', 'characters')}.`};
        if (length > (this.schema.maxLength ?? Infinity))
            return {problem: `At most ${plural(this.schema.maxLength, 'character', 'characters')}.`};
        return {json: JSON.stringify(text)};
    }

    numberValue(typed) {
        let json = numberText(typed);
        if (json === null)
            return {problem: 'This is not a number.'};
        const number = Number(json);
        if (this.kind === 'integer' && !Number.isInteger(number))
            return {problem: 'Enter a whole number.'};
        if (this.kind === 'integer' && /[.eE]/.test(json)) {
            // Games read an integer from digits alone.
            if (!Number.isSafeInteger(number))
                return {problem: 'Write all digits of this number.'};
            json = String(number);
        }
        if (number < (this.schema.minimum ?? -Infinity))
            return {problem: `At least ${this.schema.minimum}.`};
        if (number > (this.schema.maximum ?? Infinity))
            return {problem: `At most ${this.schema.maximum}.`};
        return {json};
    }

    show(problem) {
        setText(this.problem, problem ?? '');
        this.input.setAttribute('aria-invalid', problem ? 'true' : 'false');
    }
}

/** The data of an action. `element` goes into the page. */
class AnswerForm {
    constructor(schema) {
        this.schema = schema;
        this.element = make('div', {className: 'fields'});
        if (Object.keys(schema).length === 0)
            this.fields = [];
        else if (isSimple(schema))
            this.showFields();
        else
            this.showText(JSON.stringify(sampleOf(schema), null, 2));
    }

    showFields() {
        const required = new Set(this.schema.required ?? []);
        this.names = Object.keys(this.schema.properties);
        this.fields = this.names.map((name) => new Field(name, this.schema.properties[name], required.has(name)));
        const toText = make('button', {type: 'button', className: 'plain'}, 'Write JSON instead');
        toText.onclick = () => {
            this.showText(prettyText(this.read(false).json));
            this.text.focus();
        };
        this.element.replaceChildren(...this.fields.map((field) => field.element), make('p', {}, toText));
    }

    showText(text) {
        this.fields = null;
        const id = `field-${++lastField}`;
        this.text = make('textarea', {id, rows: Math.min(10, text.split('\n').length + 1), spellcheck: false, value: text});
        this.problem = make('p', {className: 'problem', id: `${id}-problem`});
        this.text.setAttribute('aria-describedby', this.problem.id);
        const schema = make('details', {}, make('summary', {}, 'What the data must be'),
            make('pre', {}, JSON.stringify(this.schema, null, 2)));
        this.element.replaceChildren(make('div', {className: 'field wide'},
            make('label', {for: id}, 'Data, as JSON'), this.text, this.problem, schema));
    }

    /** {json}, which is undefined for an action without data; or {} when something is wrong, which is then
     *  shown, and where the focus goes, unless not `isLast`. */
    read(isLast = true) {
        if (this.fields === null)
            return this.readText();
        if (this.fields.length === 0 && Object.keys(this.schema).length === 0)
            return {json: undefined};
        const members = [];
        let wrong = null;
        this.fields.forEach((field, index) => {
            const result = field.value();
            if ('json' in result)
                members.push(`${JSON.stringify(this.names[index])}:${result.json}`);
            if (isLast)
                field.show(result.problem);
            if (result.problem)
                wrong ??= field;
        });
        if (wrong && isLast)
            wrong.input.focus();
        return wrong && isLast ? {} : {json: `{${members.join(',')}}`};
    }

    readText() {
        try {
            JSON.parse(this.text.value);
            setText(this.problem, '');
            this.text.setAttribute('aria-invalid', 'false');
            return {json: compactText(this.text.value)};
        } catch (error) {
            setText(this.problem, `This is not JSON: ${error.message}`);
            this.text.setAttribute('aria-invalid', 'true');
            this.text.focus();
            return {};
        }
    }
}
