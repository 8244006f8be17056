"""Ray Tune's schedulers without a cluster: a loop of JSON lines on standard input and output.

{"scheduler": "asha", "settings": {...}, "mode": "max", "trials": [{"times": [...], "values": [...]}], "picks": [...]}

All trials run at once, as far as the scheduler lets them. Each pick names one of those that run, in the order of their numbers, which then
reports its next result; one that has none left ends with an error. The answer is {"events": [...]}: for each pick the trial, what the scheduler
decided, and which paused trials it ended and let go on. It ends where a trial takes over from another one, which is drawn.

A run may be fed call by call too, by one who has the trials:

{"begin": "ray-asha", "mode": "max", "max_t": 100, "seed": 0}, {"add": 1}, {"result": 1, "time": 1, "score": 0.5}, {"end": 1}, {"resume": true}

Each is answered by {"decision": ..., "cut": [...], "resumed": [...]}; at most one trial goes on, and only where it is asked to resume.
"""
import json
import logging
import os
import sys
import types

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

from ray.tune.experiment import Trial
from ray.tune.schedulers import (
    ASHAScheduler,
    HyperBandForBOHB,
    HyperBandScheduler,
    MedianStoppingRule,
    PopulationBasedTraining,
    pbt,
)
from ray.tune.schedulers.trial_scheduler import TrialScheduler

logging.disable(logging.CRITICAL)


class Asha(ASHAScheduler):
    def choose_trial_to_run(self, run):
        return None


class Median(MedianStoppingRule):
    def __init__(self, counts_last_twice, **settings):
        super().__init__(**settings)
        self.counts_last_twice = counts_last_twice

    def on_trial_complete(self, run, trial, result):
        if self.counts_last_twice:
            super().on_trial_complete(run, trial, result)

    def choose_trial_to_run(self, run):
        return None


class Pbt(PopulationBasedTraining):
    """Takes over from the first trial of the upper quantile that has a checkpoint, instead of drawing one that may have none."""

    def __init__(self, **settings):
        super().__init__(hyperparam_mutations={"x": [0.25, 0.5, 0.75]}, **settings)
        pbt.random = types.SimpleNamespace(choice=self.source)

    def source(self, trials):
        return next((trial for trial in trials if self._trial_state[trial].last_checkpoint), trials[0])

    def _exploit(self, run, trial, source):
        run.exploited = True

    def choose_trial_to_run(self, run):
        return None


SCHEDULERS = {
    "asha": Asha,
    "hyperband": HyperBandScheduler,
    "bohb": HyperBandForBOHB,
    "median": Median,
    "pbt": Pbt,
}


class FakeTrial:
    """What a scheduler sees of a trial."""

    def __init__(self, number):
        self.number = number
        self.trial_id = str(number)
        self.status = Trial.PENDING
        self.is_saving = False
        self.last_result = {}
        self.config = {"x": 0.5}
        self.evaluated_params = {}
        self.experiment_tag = self.trial_id
        self.run_metadata = types.SimpleNamespace(
            checkpoint_manager=types.SimpleNamespace(checkpoint_config=types.SimpleNamespace(num_to_keep=None))
        )

    def is_finished(self):
        return self.status in (Trial.ERROR, Trial.TERMINATED)

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
        self.saved = False
        self.exploited = False
        for trial in self.trials:
            scheduler.on_trial_add(self, trial)
        for trial in self.trials:
            trial.status = Trial.RUNNING

    def add(self, number):
        trial = FakeTrial(number)
        self.trials.append(trial)
        self.scheduler.on_trial_add(self, trial)
        trial.status = Trial.RUNNING
        return trial

    def end(self, trial):
        """A trial that whoever feeds the run has seen end by itself is no cut."""
        self.stop_trial(trial)
        if trial.number in self.cut:
            self.cut.remove(trial.number)

    def get_trials(self):
        return self.trials

    def get_live_trials(self):
        return [trial for trial in self.trials if not trial.is_finished()]

    def _schedule_trial_save(self, trial, result):
        self.saved = True
        return "a checkpoint"

    def stop_trial(self, trial):
        if trial.is_finished():
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
            text = "EXPLOIT" if self.exploited else "SAVE" if self.saved else text
            self.saved = False
        return text

    def resume(self):
        """Return the trial that goes on now, as a list of at most one."""
        trial = self.scheduler.choose_trial_to_run(self)
        if trial is None or trial.status != Trial.PAUSED:
            return []
        trial.status = Trial.RUNNING
        return [trial.number]

    def resume_all(self):
        resumed = []
        while next := self.resume():
            resumed += next
        return resumed

    def take_cut(self):
        cut, self.cut = self.cut, []
        return cut


def decide(question):
    scheduler = SCHEDULERS[question["scheduler"]](metric="score", mode=question["mode"], **question["settings"])
    run = Run(scheduler, len(question["trials"]))
    told = [0] * len(run.trials)
    events = []
    for pick in question["picks"]:
        running = [trial for trial in run.trials if trial.status == Trial.RUNNING]
        if not running or run.exploited:
            break
        trial = running[pick % len(running)]
        script = question["trials"][trial.number - 1]
        at = told[trial.number - 1]
        told[trial.number - 1] += 1
        result = None
        if at < len(script["times"]):
            result = {"training_iteration": script["times"][at], "score": float(script["values"][at])}
        try:
            decision = run.step(trial, result)
            resumed = run.resume_all()
            events.append({"trial": trial.number, "decision": decision, "cut": run.take_cut(), "resumed": resumed})
        except Exception as e:
            events.append({"trial": trial.number, "decision": f"{type(e).__name__}: {e}", "cut": [], "resumed": []})
            break
    return {"events": events}


LIVE = {"ray-asha": Asha, "ray-hyperband": HyperBandScheduler}


class Live:
    def __init__(self, question):
        scheduler = LIVE[question["begin"]](metric="score", mode=question["mode"], max_t=question["max_t"])
        self.run = Run(scheduler, 0)
        self.trials = {}

    def answer(self, question):
        decision, resumed = TrialScheduler.CONTINUE, []
        if "add" in question:
            self.trials[question["add"]] = self.run.add(question["add"])
        elif "result" in question:
            result = {"training_iteration": question["time"], "score": float(question["score"])}
            decision = self.run.step(self.trials[question["result"]], result)
        elif "end" in question:
            self.run.end(self.trials[question["end"]])
        elif "resume" in question:
            resumed = self.run.resume()
        return {"decision": decision, "cut": self.run.take_cut(), "resumed": resumed}


live = None
for line in sys.stdin:
    question = json.loads(line)
    if "scheduler" in question:
        answer = decide(question)
    else:
        live = Live(question) if "begin" in question else live
        answer = live.answer(question)
    print(json.dumps(answer), flush=True)
