"""Learns from phrases: centres, a pool of all languages, one kernel ridge regression a language, operating point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, cholesky
from scipy.linalg.lapack import spotri

from bot.engine.calibration import Sample, calibrate
from bot.engine.classifier import (
    OWN_WEIGHT,
    SPELLING_WEIGHT,
    Centres,
    Classifier,
    LanguageModel,
    Vectors,
    closeness,
)
from bot.engine.embeddings import EmbeddingCache
from bot.engine.operating_point import OperatingPoint
from bot.engine.phrases import Phrase
from bot.engine.progress import stage
from bot.engine.spelling import Spelling
from bot.engine.text import clean

POOL_SIZE = 3000
RIDGE = 0.15
LEAST_PHRASES_FOR_A_CENTRE = 30


def learn(phrases: Sequence[Phrase], cache: EmbeddingCache) -> tuple[Classifier, OperatingPoint]:
    """Return the classifier learned from `phrases` but for the held-out ones, and the operating point chosen on those."""
    vectors = cache.vectors([clean(phrase.text) for phrase in phrases])
    held_out = np.array([phrase.held_out for phrase in phrases])
    classifier, left_out = learn_classifier([phrase for phrase in phrases if not phrase.held_out], vectors[~held_out])
    stage("choosing thresholds")
    tested = [phrase for phrase in phrases if phrase.held_out]
    languages = [phrase.language for phrase in tested]
    known = [classifier.known(language) for language in languages]
    scores = classifier.scores(vectors[held_out], [clean(phrase.text) for phrase in tested], known)
    meant = np.array([phrase.intent for phrase in tested], dtype=np.str_)
    sample = Sample(scores, meant, np.array(languages, dtype=np.str_))
    return classifier, calibrate(classifier.intents, sample, left_out)


def learn_classifier(phrases: Sequence[Phrase], vectors: Vectors) -> tuple[Classifier, Sample]:
    """Return the classifier learned from `phrases` and their `vectors`, and how it would score each if left out.

    A language of 4,000 phrases takes 2 to 5 s; time grows with the cube of its phrases, memory with the square.
    """
    texts = [clean(phrase.text) for phrase in phrases]
    languages = np.array([phrase.language for phrase in phrases])
    meant = np.array([phrase.intent for phrase in phrases])
    intents = tuple(np.unique(meant).tolist())
    centres = _centres(vectors, texts, languages)
    centred = centres.centred(vectors, texts, languages.tolist())
    targets = np.eye(len(intents), dtype=np.float32)[np.searchsorted(intents, meant)] - 1 / len(intents)
    pool = _pool(languages)
    models = {}
    left_out = np.zeros_like(targets)
    for language in np.unique(languages).tolist():
        stage(f"fitting {language}")
        own = np.flatnonzero(languages == language)
        others = np.flatnonzero(languages[pool] != language)
        said = [texts[row] for row in own]
        models[language], left_out[own] = _solve(centred[own], targets[own], said, others, centred[pool], targets[pool])
    return Classifier(intents, centres, centred[pool], models), Sample(left_out, meant, languages)


def _solve(
    own: Vectors, own_targets: Vectors, texts: Sequence[str], others: NDArray[np.int_], pool: Vectors, pool_targets: Vectors
) -> tuple[LanguageModel, Vectors]:
    """Solve for the votes of one language's phrases and of the pool's `others`, those of other languages.

    Returned with the scores that each own phrase would get from all others: leaving out is a by-product of the solution
    (Rasmussen and Williams, Gaussian Processes for Machine Learning, section 5.4.2).
    """
    count = len(own)
    everyone = np.concatenate([own, pool[others]])
    targets = np.concatenate([own_targets, pool_targets[others]])
    spelling = Spelling.learn(texts)
    runs = spelling.matrix(texts)
    kernel = closeness(everyone, everyone)
    kernel[:count, :count] *= OWN_WEIGHT
    # Doubled too, so that the sum of both kinds of closeness stays positive definite.
    kernel[count:, count:] *= OWN_WEIGHT
    kernel[:count, :count] += SPELLING_WEIGHT * (runs @ runs.T).toarray()
    kernel[np.diag_indices_from(kernel)] += RIDGE
    factor = cholesky(kernel, lower=True, overwrite_a=True, check_finite=False)
    votes = cho_solve((factor, True), targets, check_finite=False)
    inverse, _ = spotri(factor, lower=True, overwrite_c=True)
    left_out = targets[:count] - votes[:count] / np.diag(inverse)[:count, None]
    pool_votes = np.zeros((len(pool), targets.shape[1]), dtype=np.float32)
    pool_votes[others] = votes[count:]
    run_votes = (runs.T @ votes[:count]).astype(np.float16)
    return LanguageModel(own, votes[:count], pool_votes, spelling, run_votes), left_out


def _pool(languages: NDArray[np.str_]) -> NDArray[np.int_]:
    """Return the rows of the pool: as many phrases of each language, at random but always the same."""
    names = np.unique(languages)
    random = np.random.default_rng(0)
    share = POOL_SIZE // len(names)
    rows = [random.permutation(np.flatnonzero(languages == name))[:share] for name in names]
    return np.sort(np.concatenate(rows))


def _centres(vectors: Vectors, texts: Sequence[str], languages: NDArray[np.str_]) -> Centres:
    groups: dict[str, list[int]] = {}
    for row, (language, text) in enumerate(zip(languages.tolist(), texts, strict=True)):
        groups.setdefault(language, []).append(row)
        groups.setdefault(Centres.group(language, text), []).append(row)
    means = {
        group: vectors[rows].mean(axis=0) for group, rows in groups.items() if len(rows) >= LEAST_PHRASES_FOR_A_CENTRE or group in languages
    }
    return Centres(vectors.mean(axis=0), means)
