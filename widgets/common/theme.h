// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "highlight/spans.h"

#include <QColor>
#include <QPalette>

#include <array>
#include <initializer_list>

namespace docket {

/** What a colour says, the same in every window. */
enum class Tone : quint8 { Neutral, Accent, Success, Warning, Danger, Violet };

/**
 * All colours that Docket paints by itself, made from the palette, so that they follow light, dark and high contrast. A
 * plain value: make it again when the palette changes (QEvent::PaletteChange). Every text colour here has a contrast of
 * at least 4.5:1 (7:1 in high contrast) on every background that it is drawn on, and added and removed stay apart for
 * people who do not see red and green (tested).
 */
struct ThemeColors
{
    enum class Contrast : quint8 { OfPalette, Normal, High };

    /** Kinds of row, in the words of colours. */
    enum RowTint : quint8 { Plain, Added, Removed, Moved, Quiet, TintCount };

    struct Tint
    {
        QColor row;    ///< behind the text
        QColor mark;   ///< behind the changed words
        QColor gutter; ///< behind line number and sign
        QColor bar;    ///< the bar at the gutter's edge, and in the overview
        QColor sign;   ///< "+", "-", and line numbers
    };

    struct Look
    {
        QColor color;
        bool bold = false;
        bool italic = false;
    };

    bool isDark = false;
    QColor base;        ///< behind text
    QColor text;
    QColor dimText;     ///< second in rank: line numbers, hints
    QColor panel;       ///< headers, bars
    QColor panelRaised; ///< the current header, hovered chips
    QColor line;        ///< hairlines between things
    QColor accent;      ///< focus, the one thing to do
    QColor accentText;  ///< on accent
    QColor selection;   ///< behind selected text in painted views
    QColor currentLine; ///< frame of the caret's row
    QColor found;       ///< behind search hits
    QColor foundNow;    ///< behind the current one
    QColor absent;      ///< the empty half of a row, hatched
    QColor warnBack;    ///< box around a dangerous character
    QColor warnText;
    std::array<Tint, TintCount> tints;
    std::array<Look, highlight::StyleCount> syntax;

    /** `styles` may be all empty: code is then drawn in the text colour. */
    static ThemeColors fromPalette(const QPalette &palette, const highlight::StyleTables &styles = {},
                                   Contrast contrast = Contrast::OfPalette);

    const Tint &tint(RowTint which) const { return tints[which]; }
    /** Readable on base, panel and panelRaised. */
    QColor toneText(Tone tone) const { return m_toneText[size_t(tone)]; }
    /** For chips: a quiet background of that tone; `text` and toneText() are readable on it. */
    QColor toneBack(Tone tone) const { return m_toneBack[size_t(tone)]; }

    /** Every background that code may be drawn on. */
    std::array<QColor, TintCount * 2> codeBackgrounds() const;

private:
    std::array<QColor, 6> m_toneText;
    std::array<QColor, 6> m_toneBack;
};

/** WCAG 2 contrast of two opaque colours, 1 to 21. */
double contrastRatio(const QColor &a, const QColor &b);
/** True for black on white and white on black. */
bool isHighContrast(const QPalette &palette);
/** `a` with `part` (0..1) of `b` in it. */
QColor mixed(const QColor &a, const QColor &b, double part);
/** The colour nearest to `color` on its way to black or white that has `ratio` on all backgrounds. */
QColor readable(const QColor &color, std::initializer_list<QColor> backgrounds, double ratio = 4.5);

} // namespace docket
