// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QColor>
#include <QPalette>

class QApplication;
class QWidget;

namespace docket {

enum class ThemeChoice : quint8 { Follow, Light, Dark, LightContrast, DarkContrast };

/**
 * Sets the application's colours. On a desktop that brings its own palette (KDE, GNOME platform themes) Follow leaves
 * it alone; elsewhere, and for the other choices, Docket's own palettes are used with the Fusion style. The
 * high-contrast ones are black on white and white on black; all painted colours follow (isHighContrast()), also where
 * the desktop's own palette is of that kind.
 */
void applyAppearance(QApplication &application, ThemeChoice choice);
bool isDark(const QPalette &palette);

/**
 * A tone is never the only thing that says it: there is always an icon or a word beside it. Text and icons on the
 * window's or a list's ground; at least 4.5:1 on both.
 */
QColor toneColor(Tone tone, const QPalette &palette);
/** A quiet ground for chips and bars in this tone; toneColor() on it has at least 4.5:1. */
QColor toneGround(Tone tone, const QPalette &palette);
/** Secondary text: quieter than text, still at least 4.5:1 on the window's ground. */
QColor quietText(const QPalette &palette);
/** Gives a label this colour on whatever ground it stands. */
void setTextColor(QWidget *label, const QColor &color);
/** Hairlines between parts of the window. */
QColor hairline(const QPalette &palette);

} // namespace docket
