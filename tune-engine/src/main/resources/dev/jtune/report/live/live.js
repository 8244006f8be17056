'use strict';
const byId = id => document.getElementById(id);
const shown = value => typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
let reported = -1;
let reportedAt = 0;

function cell(text) {
  const td = document.createElement('td');
  td.textContent = text;
  return td;
}

function row(trial) {
  const tr = document.createElement('tr');
  tr.dataset.trial = trial.trial;
  const stop = document.createElement('button');
  stop.type = 'button';
  stop.textContent = 'Stop';
  stop.setAttribute('aria-label', 'Stop trial ' + trial.trial);
  stop.addEventListener('click', async () => {
    stop.disabled = true;
    stop.removeAttribute('aria-label');
    const answer = await fetch('stop/' + trial.trial, {method: 'POST'});
    stop.textContent = answer.ok ? 'stopping' : await answer.text();
  });
  const last = document.createElement('td');
  last.append(stop);
  const score = trial.iteration === 0 ? '-' : shown(trial.value);
  tr.append(cell(trial.trial), cell(trial.iteration), cell(score), cell(trial.config), last);
  return tr;
}

/* A row that stays keeps its button, which somebody may be about to press. */
function update(trials) {
  const body = byId('running');
  const before = new Map(Array.from(body.rows, tr => [Number(tr.dataset.trial), tr]));
  for (const trial of trials) {
    const fresh = row(trial);
    const old = before.get(trial.trial);
    if (old) {
      for (let i = 0; i < 4; i++) {
        old.cells[i].textContent = fresh.cells[i].textContent;
      }
      before.delete(trial.trial);
    } else {
      body.append(fresh);
    }
  }
  before.forEach(tr => tr.remove());
}

function refresh(state) {
  if (state.done !== reported && (state.ended || Date.now() - reportedAt > 3000)) {
    const frame = byId('report');
    if (reported < 0) {
      frame.src = 'report';
    } else {
      frame.contentWindow.location.reload();
    }
    reported = state.done;
    reportedAt = Date.now();
  }
}

const add = byId('add');
const form = add.querySelector('form');
const said = form.querySelector('output');
const fields = new Map();
let point = {};

/* A choice of two truths is a box to tick; a number is entered as text, which loses nothing of it. */
function field(param) {
  const {place, name, hint, values} = param;
  const box = document.createElement('div');
  const label = document.createElement('label');
  const small = document.createElement('small');
  const isBoolean = values && values.length === 2 && values.every(value => typeof value === 'boolean');
  const input = document.createElement(values && !isBoolean ? 'select' : 'input');
  input.id = 'point' + place;
  label.htmlFor = input.id;
  label.textContent = name;
  small.id = input.id + 'hint';
  small.textContent = hint;
  input.setAttribute('aria-describedby', small.id);
  if (isBoolean) {
    input.type = 'checkbox';
  } else if (values) {
    input.append(new Option('', ''));
    values.forEach((value, i) => input.append(new Option(typeof value === 'string' ? value : JSON.stringify(value), i)));
  } else {
    input.type = 'number';
    input.step = param.step || 'any';
    if ('min' in param) {
      input.min = param.min;
      input.max = param.max;
    }
  }
  box.append(label, input, small);
  fields.set(String(place), {
    box, needs: param.needs,
    get: () => isBoolean ? String(values.indexOf(input.checked)) : input.validity.badInput ? 'no number' : input.value,
    set: text => { if (isBoolean) input.checked = values[text] === true; else input.value = text; },
  });
  return box;
}

/* A parameter that depends on others is asked for where they have the values for it. */
function showFields() {
  for (const {box, needs} of fields.values()) {
    box.hidden = !needs.every(need => Object.entries(need).some(([place, texts]) => {
      const parent = fields.get(place);
      return !parent || (!parent.box.hidden && texts.includes(parent.get()));
    }));
  }
}

async function offerPoint() {
  const params = await (await fetch('point')).json();
  form.querySelector('fieldset').append(...params.map(field));
  add.hidden = params.length === 0;
}
offerPoint();
add.addEventListener('toggle', () => {
  if (add.open) {
    fields.forEach((each, place) => each.set(point[place] || ''));
    said.textContent = '';
    showFields();
  }
});
form.addEventListener('input', showFields);
form.addEventListener('submit', async event => {
  event.preventDefault();
  said.textContent = '';
  const entered = {};
  fields.forEach((each, place) => { if (!each.box.hidden) entered[place] = each.get(); });
  try {
    const answer = await fetch('point', {method: 'POST', body: JSON.stringify(entered)});
    said.textContent = answer.ok ? 'Added.' : await answer.text();
  } catch {
    said.textContent = 'The run has ended.';
  }
});

const events = new EventSource('events');
events.onmessage = message => {
  const state = JSON.parse(message.data);
  document.title = state.done + '/' + state.total + ' ' + state.study;
  byId('study').textContent = state.study;
  byId('metric').textContent = state.metric;
  byId('state').textContent = state.done + ' of ' + state.total + ' trials' + (state.ended ? ', ended' : '');
  byId('best').textContent = state.best
    ? 'best: #' + state.best.trial + ' ' + state.metric + ' ' + shown(state.best.score) + '  ' + state.best.config : '';
  update(state.running);
  point = state.point || {};
  if (state.ended) {
    events.close();
    byId('stop').disabled = true;
    form.querySelector('button').disabled = true;
  } else if (state.done > 0) {
    refresh(state);
  }
};
events.onerror = () => {
  if (events.readyState === EventSource.CLOSED || !byId('state').textContent.endsWith('ended')) {
    byId('state').textContent += ' (not connected)';
  }
};
byId('stop').addEventListener('click', async () => {
  byId('stop').disabled = true;
  await fetch('stop', {method: 'POST'});
});
