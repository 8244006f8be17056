"""Holds what Optuna loads from a study's optuna-journal.log against the study's own journal, trials.jsonl.

usage: check_optuna.py DIRECTORY
"""

import json
import math
import sys
from pathlib import Path

import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend
from optuna.trial import TrialState

STATES = {"Completed": TrialState.COMPLETE, "Infeasible": TrialState.PRUNED, "Failed": TrialState.FAIL}


def equal(one, other):
    if isinstance(one, str) and isinstance(other, float):
        one = float(one)  # NaN
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return one == other


def state(end):
    if end["outcome"] == "Stopped":
        whole = end["by"] == "stop" or "reached maxT" in end["reason"]
        return TrialState.COMPLETE if whole else TrialState.PRUNED
    return STATES[end["outcome"]]


def check(directory):
    events = [json.loads(line) for line in (directory / "trials.jsonl").read_text().splitlines()]
    start = events[0]
    suggested = {e["trial"]: e for e in events if e["event"] == "trial"}
    ended = {e["trial"]: e for e in events if e["event"] == "end"}
    reported = {}
    for e in events:
        if e["event"] == "result":
            reported.setdefault(e["trial"], []).append(e)

    storage = JournalStorage(JournalFileBackend(str(directory / "optuna-journal.log")))
    study = optuna.load_study(study_name=start["study"], storage=storage)
    objectives = start["objectives"]
    assert study.metric_names == [o["metric"] for o in objectives], study.metric_names
    assert [d.name[:3] for d in study.directions] == [o["mode"] for o in objectives], study.directions
    trials = study.get_trials()
    assert len(trials) == len(ended) == start["trials"], (len(trials), len(ended))
    for trial in trials:
        number = trial.user_attrs["trial"]
        end, results = ended[number], reported.get(number, [])
        assert trial.state == state(end), (number, trial.state, end)
        params = {name.split(" if ")[0]: value for name, value in trial.params.items()}
        assert params == suggested[number]["config"], (number, params, suggested[number])
        for name, value in trial.params.items():
            distribution = trial.distributions[name]
            assert distribution._contains(distribution.to_internal_repr(value)), (number, name)
        if trial.state in (TrialState.COMPLETE, TrialState.PRUNED) and trial.values is not None:
            last = [results[-1]["metrics"][o["metric"]] for o in objectives]
            assert trial.values == last, (number, trial.values, last)
        assert (trial.state == TrialState.COMPLETE) <= (trial.values is not None)
        if len(objectives) == 1:
            expected = {r["iteration"]: r["metrics"][objectives[0]["metric"]] for r in results}
            assert trial.intermediate_values.keys() == expected.keys(), number
            assert all(equal(expected[i], v) for i, v in trial.intermediate_values.items()), number
        assert abs(trial.duration.total_seconds() - end["seconds"]) < 1, (number, trial.duration, end)
        trial._validate()
    if len(objectives) == 1:
        scores = [e["score"] for e in ended.values() if state(e) == TrialState.COMPLETE]
        assert study.best_value == (min if objectives[0]["mode"] == "MIN" else max)(scores)
    else:
        assert study.best_trials
    states = {s.name: sum(t.state == s for t in trials) for s in TrialState}
    print(f"{start['study']}: {len(trials)} trials equal in Optuna {optuna.__version__}, {states}")


check(Path(sys.argv[1]))
