"""Optuna's pruners as schedulers: a loop of JSON lines on standard input and output.

{"begin": "optuna-sha", "mode": "max", "max_t": 100, "seed": 0}, {"add": 1}, {"result": 1, "time": 1, "score": 0.5}, {"end": 1}, {"resume": true}

Each is answered by {"decision": ..., "cut": [], "resumed": []}: pruners end trials, and never let one wait.
"""
import json
import math
import os
import sys
import warnings

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import optuna
from optuna import pruners

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter("ignore")

PRUNERS = {
    "optuna-sha": lambda max_t: pruners.SuccessiveHalvingPruner(),
    "optuna-hyperband": lambda max_t: pruners.HyperbandPruner(max_resource=max_t),
    "optuna-median": lambda max_t: pruners.MedianPruner(),
}


class Live:
    def __init__(self, question):
        self.study = optuna.create_study(
            direction={"max": "maximize", "min": "minimize"}[question["mode"]],
            pruner=PRUNERS[question["begin"]](question["max_t"]),
            # brackets of HyperbandPruner are drawn by it
            study_name=str(question["seed"]),
            sampler=optuna.samplers.RandomSampler(seed=0),
        )
        self.trials = {}
        self.last = {}

    def answer(self, question):
        if "add" in question:
            self.trials[question["add"]] = self.study.ask()
        elif "result" in question:
            number = question["result"]
            trial, score = self.trials[number], float(question["score"])
            self.last[number] = score
            trial.report(score, question["time"])
            if trial.should_prune():
                self.end(number, optuna.trial.TrialState.PRUNED)
                return "STOP"
        elif question.get("end") in self.trials:
            self.end(question["end"], optuna.trial.TrialState.COMPLETE)
        return "CONTINUE"

    def end(self, number, state):
        trial = self.trials.pop(number)
        if not math.isfinite(self.last.get(number, math.nan)):
            state = optuna.trial.TrialState.FAIL
        done = state == optuna.trial.TrialState.COMPLETE
        self.study.tell(trial, self.last[number] if done else None, state=state)


live = None
for line in sys.stdin:
    question = json.loads(line)
    if "begin" in question:
        live = Live(question)
    print(json.dumps({"decision": live.answer(question), "cut": [], "resumed": []}), flush=True)
