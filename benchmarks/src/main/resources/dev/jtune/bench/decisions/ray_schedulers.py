"""Ray Tune's schedulers without a cluster: a loop of JSON lines on standard input and output.

{"scheduler": "asha", "settings": {...}, "mode": "max", "trials": [{"times": [...], "values": [...]}], "picks": [...]}

All trials run at once, as far as the scheduler lets them. Each pick names one of those that run, in the order of their numbers, which then
reports its next result; one that has none left ends with an error. The answer is {"events": [...]}: for each pick the trial, what the scheduler
decided, and which paused trials it ended and let go on.
"""
import json
import logging
import os
import sys
import types

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

from ray.tune.experiment import Trial
from ray.tune.schedulers import ASHAScheduler, HyperBandForBOHB, HyperBandScheduler
from ray.tune.schedulers.trial_scheduler import TrialScheduler

logging.disable(logging.CRITICAL)

SCHEDULERS = {"asha": ASHAScheduler, "hyperband": HyperBandScheduler, "bohb": HyperBandForBOHB}


class FakeTrial:
    """What a scheduler sees of a trial."""

    def __init__(self, number):
        self.number = number
        self.trial_id = str(number)
        self.status = Trial.PENDING
        self.is_saving = False
        self.last_result = {}

    def __str__(self):
        return self.trial_id


class Run:
    """The controller of a run, as far as schedulers need it."""

    def __init__(self, scheduler, count):
        self.scheduler = scheduler
        self.trials = [FakeTrial(i + 1) for i in range(count)]
        self.search_alg = types.SimpleNamespace(
            searcher=types.SimpleNamespace(on_pause=lambda trial: None, on_unpause=lambda trial: None)
        )
        self.cut = []
        for trial in self.trials:
            scheduler.on_trial_add(self, trial)
        for trial in self.trials:
            trial.status = Trial.RUNNING

    def get_trials(self):
        return self.trials

    def stop_trial(self, trial):
        if trial.status in (Trial.ERROR, Trial.TERMINATED):
            return
        if trial.status == Trial.RUNNING:
            self.scheduler.on_trial_complete(self, trial, trial.last_result)
        else:
            self.cut.append(trial.number)
            self.scheduler.on_trial_remove(self, trial)
        trial.status = Trial.TERMINATED

    def step(self, trial, result):
        if result is None:
            self.scheduler.on_trial_error(self, trial)
            trial.status = Trial.ERROR
            text = "ERROR"
        else:
            text = self.scheduler.on_trial_result(self, trial, result)
            trial.last_result = result
            if text == TrialScheduler.STOP:
                self.stop_trial(trial)
            elif text == TrialScheduler.PAUSE:
                trial.status = Trial.PAUSED
        resumed = self.resume()
        cut, self.cut = self.cut, []
        return {"trial": trial.number, "decision": text, "cut": cut, "resumed": resumed}

    def resume(self):
        resumed = []
        while True:
            trial = self.scheduler.choose_trial_to_run(self)
            if trial is None or trial.status != Trial.PAUSED:
                return resumed
            trial.status = Trial.RUNNING
            resumed.append(trial.number)


def decide(question):
    scheduler = SCHEDULERS[question["scheduler"]](metric="score", mode=question["mode"], **question["settings"])
    if question["scheduler"] == "asha":
        scheduler.on_trial_error = lambda run, trial: None
        scheduler.choose_trial_to_run = lambda run: None
    run = Run(scheduler, len(question["trials"]))
    told = [0] * len(run.trials)
    events = []
    for pick in question["picks"]:
        running = [trial for trial in run.trials if trial.status == Trial.RUNNING]
        if not running:
            break
        trial = running[pick % len(running)]
        script = question["trials"][trial.number - 1]
        at = told[trial.number - 1]
        told[trial.number - 1] += 1
        result = None
        if at < len(script["times"]):
            result = {"training_iteration": script["times"][at], "score": float(script["values"][at])}
        try:
            events.append(run.step(trial, result))
        except Exception as e:
            events.append({"trial": trial.number, "decision": f"{type(e).__name__}: {e}", "cut": [], "resumed": []})
            break
    return {"events": events}


for line in sys.stdin:
    print(json.dumps(decide(json.loads(line))), flush=True)
