// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace docket {

namespace {

/**
 * Light of a part of a colour, 0..255; raised to a power for every colour of every theme, it was a tenth of the start.
 */
double linearPart(int part)
{
    static const std::array<double, 256> table = [] {
        std::array<double, 256> made{};
        for (size_t i = 0; i < made.size(); ++i) {
            const double share = double(i) / 255;
            made[i] = share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
        }
        return made;
    }();
    return table[size_t(part)];
}

double luminance(const QColor &color)
{
    return 0.2126 * linearPart(color.red()) + 0.7152 * linearPart(color.green()) + 0.0722 * linearPart(color.blue());
}

QColor readableOn(const QColor &color, std::span<const QColor> backgrounds, double ratio)
{
    const auto worst = [&](const QColor &candidate) {
        double least = 21;
        for (const QColor &background : backgrounds)
            least = std::min(least, contrastRatio(candidate, background));
        return least;
    };
    const QColor target = worst(Qt::black) > worst(Qt::white) ? Qt::black : Qt::white;
    for (int step = 0; step < 50; ++step) {
        const QColor candidate = mixed(color, target, step / 50.0);
        if (worst(candidate) >= ratio)
            return candidate;
    }
    return target;
}

/**
 * Hues after Okabe and Ito, moved a little: bluish green and vermilion stay apart in every kind of colour blindness.
 */
struct Hues
{
    QColor added, removed, moved, quiet, accent, success, warning, danger, violet;
};

Hues huesFor(bool dark)
{
    if (dark) {
        return {QColor(0x2c, 0xc4, 0xb0), QColor(0xff, 0x78, 0x48), QColor(0xa5, 0x8b, 0xff),
                QColor(0x8a, 0x9c, 0xc0), QColor(0x6c, 0xa8, 0xff), QColor(0x3f, 0xc8, 0x9c),
                QColor(0xf0, 0xb4, 0x49), QColor(0xff, 0x80, 0x66), QColor(0xb3, 0x9c, 0xff)};
    }
    return {QColor(0x00, 0x94, 0x84), QColor(0xe6, 0x50, 0x12), QColor(0x74, 0x55, 0xd6),
            QColor(0x62, 0x78, 0xa6), QColor(0x1f, 0x6f, 0xd6), QColor(0x0b, 0x80, 0x5d),
            QColor(0xa8, 0x69, 0x00), QColor(0xc8, 0x3a, 0x12), QColor(0x67, 0x49, 0xc4)};
}

ThemeColors::Tint tintOf(const QColor &base, const QColor &hue, bool dark, double strength)
{
    ThemeColors::Tint tint;
    tint.row = mixed(base, hue, (dark ? 0.15 : 0.12) * strength);
    tint.mark = mixed(base, hue, (dark ? 0.36 : 0.30) * strength);
    tint.gutter = mixed(base, hue, (dark ? 0.22 : 0.19) * strength);
    tint.bar = hue;
    return tint;
}

} // namespace

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

bool isHighContrast(const QPalette &palette)
{
    return contrastRatio(palette.color(QPalette::Active, QPalette::Base),
                         palette.color(QPalette::Active, QPalette::Text))
        > 20.5
        && contrastRatio(palette.color(QPalette::Active, QPalette::Window),
                         palette.color(QPalette::Active, QPalette::WindowText))
        > 20.5;
}

QColor mixed(const QColor &a, const QColor &b, double part)
{
    const auto mix = [part](int x, int y) { return int(std::lround(x + (y - x) * part)); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QColor readable(const QColor &color, std::initializer_list<QColor> backgrounds, double ratio)
{
    return readableOn(color, std::span(backgrounds.begin(), backgrounds.size()), ratio);
}

std::array<QColor, ThemeColors::TintCount * 2> ThemeColors::codeBackgrounds() const
{
    std::array<QColor, TintCount * 2> all;
    for (size_t i = 0; i < TintCount; ++i) {
        all[2 * i] = tints[i].row;
        all[2 * i + 1] = tints[i].mark;
    }
    return all;
}

ThemeColors ThemeColors::fromPalette(const QPalette &palette, const highlight::StyleTables &styles, Contrast contrast)
{
    const bool high = contrast == Contrast::High || (contrast == Contrast::OfPalette && isHighContrast(palette));
    const double ratio = high ? 7.0 : 4.5;
    ThemeColors c;
    c.isDark = luminance(palette.color(QPalette::Base)) < 0.2;
    const Hues hues = huesFor(c.isDark);
    c.base = high ? QColor(c.isDark ? Qt::black : Qt::white) : palette.color(QPalette::Base);
    const QColor ink = high ? QColor(c.isDark ? Qt::white : Qt::black) : palette.color(QPalette::Text);
    c.panel = mixed(c.base, ink, high ? 0.0 : c.isDark ? 0.055 : 0.035);
    c.panelRaised = mixed(c.base, ink, c.isDark ? 0.11 : 0.075);
    c.line = mixed(c.base, ink, high ? 0.7 : c.isDark ? 0.18 : 0.14);
    c.absent = mixed(c.base, ink, high ? 0.0 : c.isDark ? 0.035 : 0.025);
    c.found = mixed(c.base, QColor(0xff, 0xc1, 0x2e), c.isDark ? 0.36 : 0.42);
    c.foundNow = mixed(c.base, QColor(0xff, 0x9a, 0x1f), c.isDark ? 0.55 : 0.75);

    const double strength = high ? 0.9 : 1.0;
    c.tints[Plain] = {c.base, mixed(c.base, ink, 0.10), c.base, c.line, {}};
    c.tints[Added] = tintOf(c.base, hues.added, c.isDark, strength);
    c.tints[Removed] = tintOf(c.base, hues.removed, c.isDark, strength);
    c.tints[Moved] = tintOf(c.base, hues.moved, c.isDark, strength);
    c.tints[Quiet] = tintOf(c.base, hues.quiet, c.isDark, strength * 0.8);

    std::vector<QColor> grounds;
    for (const QColor &color : c.codeBackgrounds())
        grounds.push_back(color);
    c.text = readableOn(ink, grounds, ratio);
    const QColor selectionHue = palette.color(QPalette::Highlight);
    c.accent = readable(mixed(hues.accent, selectionHue, 0.25), {c.base, c.panel}, high ? 7.0 : 4.5);
    c.accentText = readable(c.isDark ? Qt::black : Qt::white, {c.accent}, 4.5);
    c.selection = mixed(c.base, hues.accent, c.isDark ? 0.42 : 0.30);
    c.currentLine = mixed(c.base, c.accent, 0.75);
    for (const QColor &color : {c.panel, c.panelRaised, c.absent})
        grounds.push_back(color);
    for (const Tint &tint : c.tints)
        grounds.push_back(tint.gutter);
    c.dimText = readableOn(mixed(c.base, ink, 0.58), grounds, ratio);
    for (size_t i = 0; i < TintCount; ++i) {
        Tint &tint = c.tints[i];
        tint.sign =
            i == Plain ? c.dimText : readable(mixed(tint.bar, ink, 0.25), {tint.row, tint.gutter, c.base}, ratio);
    }

    std::vector<QColor> codeGrounds(grounds.begin(), grounds.begin() + TintCount * 2);
    codeGrounds.insert(codeGrounds.end(), {c.found, c.selection});
    const highlight::StyleTable &table = c.isDark ? styles.dark : styles.light;
    for (size_t i = 0; i < c.syntax.size(); ++i) {
        const auto &look = table.looks[i];
        const QColor wish = look.color == 0 || i == 0 ? c.text : QColor::fromRgb(look.color);
        c.syntax[i] = {readableOn(wish, codeGrounds, ratio), look.bold, look.italic};
    }

    const QColor tones[] = {
        mixed(c.base, ink, 0.62), hues.accent, hues.success, hues.warning, hues.danger, hues.violet};
    for (size_t i = 0; i < c.m_toneText.size(); ++i) {
        c.m_toneBack[i] = mixed(c.base, tones[i], c.isDark ? 0.20 : 0.13);
        c.m_toneText[i] = readable(tones[i], {c.base, c.panel, c.panelRaised, c.m_toneBack[i], c.absent}, ratio);
    }
    c.warnBack = mixed(c.base, hues.danger, c.isDark ? 0.85 : 0.9);
    c.warnText = readable(c.isDark ? Qt::black : Qt::white, {c.warnBack}, ratio);
    return c;
}

} // namespace docket
