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
  if (state.ended) {
    events.close();
    byId('stop').disabled = true;
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
