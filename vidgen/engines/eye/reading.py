"""Reading a picture: subject, colours, calm places, sharpness, fingerprint."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vidgen.model.media import Box, Cluster

Rgb = NDArray[np.uint8]

CELLS = 12
"""The grid that layout reads: CELLS x CELLS."""


def subject_box(picture: Rgb) -> tuple[Box, float]:
    """Box (fractions) of what draws the eye in a busy picture, and a confidence 0..1.

    Saliency by spectral residual (Hou and Zhang, 2007) on luma and colour, pulled a little towards
    the middle, where product photos have their subject.
    """
    small = cv2.resize(picture, (96, 96), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    total = np.zeros((96, 96))
    for channel in range(3):
        spectrum = np.fft.fft2(lab[..., channel])
        size = np.log(np.abs(spectrum) + 1e-6)
        residual = size - cv2.blur(size, (3, 3))
        back = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
        total += np.asarray(cv2.GaussianBlur(back, (0, 0), 5), np.float64) / max(1e-9, back.max())
    y, x = np.mgrid[0:96, 0:96] / 95 - 0.5
    total *= np.exp(-(x**2 + y**2) / 0.18)
    order = np.sort(total.ravel())
    mask = total > order[int(len(order) * 0.72)]
    weight = total * mask
    columns, rows = np.cumsum(weight.sum(axis=0)), np.cumsum(weight.sum(axis=1))
    left, right = (np.searchsorted(columns, columns[-1] * s) / 96 for s in (0.04, 0.96))
    top, bottom = (np.searchsorted(rows, rows[-1] * s) / 96 for s in (0.04, 0.96))
    focus = float(weight.sum() / max(1e-9, total.sum()))
    return (float(left), float(top), float(right), float(bottom)), round(min(0.6, focus), 3)


def mask_box(mask: NDArray[np.uint8]) -> Box:
    """Box (fractions) of a mask's ink; everything when the mask is empty."""
    left, top, width, height = cv2.boundingRect((mask > 128).astype(np.uint8))
    if not width:
        return (0.0, 0.0, 1.0, 1.0)
    tall, wide = mask.shape
    return (left / wide, top / tall, (left + width) / wide, (top + height) / tall)


def oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """sRGB (…, 3) 0..255 to OKLab (Ottosson, 2020)."""
    part = rgb / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    cone = np.cbrt(
        linear
        @ np.asarray(
            [
                [0.4122214708, 0.2119034982, 0.0883024619],
                [0.5363325363, 0.6806995451, 0.2817188376],
                [0.0514459929, 0.1073969566, 0.6299787005],
            ]
        )
    )
    return np.asarray(
        cone
        @ np.asarray(
            [
                [0.2104542553, 1.9779984951, 0.0259040371],
                [0.7936177850, -2.4285922050, 0.7827717662],
                [-0.0040720468, 0.4505937099, -0.8086757660],
            ]
        )
    )


def clusters(picture: Rgb, alpha: NDArray[np.uint8] | None) -> tuple[Cluster, ...]:
    """Six colours of the subject by k-means in OKLab with a fixed seed, largest first."""
    scale = 160 / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    pixels = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).reshape(-1, 3)
    if alpha is not None:
        cover = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA).ravel()
        if (cover > 200).sum() > 50:
            pixels = pixels[cover > 200]
    lab = oklab(pixels.astype(np.float64))
    coloured = ~((lab[:, 0] > 0.93) & (np.hypot(lab[:, 1], lab[:, 2]) < 0.03))
    if coloured.mean() > 0.08:
        lab = lab[coloured]
    cv2.setRNGSeed(7)
    count = min(6, len(lab))
    _, labels, centres = cv2.kmeans(
        lab.astype(np.float32),
        count,
        np.zeros((len(lab), 1), np.int32),
        (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 1e-4),
        3,
        cv2.KMEANS_PP_CENTERS,
    )
    found = [
        Cluster(
            weight=round(float((labels == number).mean()), 4),
            lightness=round(float(light), 4),
            chroma=round(float(np.hypot(a, b)), 4),
            hue=round(float(np.degrees(np.arctan2(b, a)) % 360), 2),
        )
        for number, (light, a, b) in enumerate(centres)
    ]
    return tuple(sorted(found, key=lambda cluster: -cluster.weight))


def grid(picture: Rgb) -> tuple[tuple[int, int, int], ...]:
    """Mean colour of every cell, row by row."""
    cells = cv2.resize(picture, (CELLS, CELLS), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    return tuple((int(r), int(g), int(b)) for r, g, b in cells)


def energy(picture: Rgb) -> tuple[float, ...]:
    """Edge energy 0..1 of every cell, row by row."""
    luma = cv2.cvtColor(
        cv2.resize(picture, (360, 360), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY
    )
    across, down = cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1)
    cells = cv2.resize(cv2.magnitude(across, down), (CELLS, CELLS), interpolation=cv2.INTER_AREA)
    return tuple(round(float(cell), 4) for cell in np.clip(cells / 255, 0, 1).ravel())


def sharpness(picture: Rgb) -> float:
    """Variance of the Laplacian of the luma at 640 px on the long side."""
    scale = 640 / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    luma = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    return round(float(cv2.Laplacian(luma, cv2.CV_64F).var()), 2)


def fingerprint(picture: Rgb) -> str:
    """64-bit difference hash (hex): near-duplicates differ in few bits."""
    luma = cv2.resize(
        cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (9, 8), interpolation=cv2.INTER_AREA
    )
    bits = (luma[:, 1:] > luma[:, :-1]).ravel()
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"
