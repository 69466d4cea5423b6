// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/engine.h"
#include "widgets/common/theme.h"

#include <QGuiApplication>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

struct Lab
{
    double l, a, b;
};

/** The colour as a person sees it whose receptors for red (protan), green (deutan) or blue (tritan) are missing;
 * Machado et al. 2009. */
std::array<double, 3> seen(const QColor &color, int kind)
{
    static constexpr double matrices[4][9] = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
    };
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const double rgb[3] = {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    std::array<double, 3> out{};
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j)
            out[size_t(i)] += matrices[kind][3 * i + j] * rgb[j];
        out[size_t(i)] = std::clamp(out[size_t(i)], 0.0, 1.0);
    }
    return out;
}

Lab labOf(const std::array<double, 3> &rgb)
{
    const double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505;
    const double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    const double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089;
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double difference(const QColor &a, const QColor &b, int kind)
{
    const Lab p = labOf(seen(a, kind));
    const Lab q = labOf(seen(b, kind));
    return std::hypot(p.l - q.l, p.a - q.a, p.b - q.b);
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x2a, 0x2e, 0x32));
    palette.setColor(QPalette::Base, QColor(0x1b, 0x1e, 0x20));
    palette.setColor(QPalette::Text, QColor(0xfc, 0xfc, 0xfc));
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0xae, 0xe9));
    return palette;
}

QPalette lightPalette(const QColor &base = Qt::white)
{
    QPalette palette(QColor(0xef, 0xf0, 0xf1));
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, QColor(0x23, 0x26, 0x29));
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0xae, 0xe9));
    return palette;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

    highlight::StyleTables m_styles = highlight::Engine().styleTables();

    void themes()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::addColumn<bool>("high");
        QTest::newRow("light") << lightPalette() << false;
        QTest::newRow("paper") << lightPalette(QColor(0xfb, 0xf7, 0xee)) << false;
        QTest::newRow("dark") << darkPalette() << false;
        QTest::newRow("light, high contrast") << lightPalette() << true;
        QTest::newRow("dark, high contrast") << darkPalette() << true;
    }

private Q_SLOTS:
    void everyTextColourIsReadableOnEveryRow_data() { themes(); }
    void everyTextColourIsReadableOnEveryRow()
    {
        QFETCH(QPalette, palette);
        QFETCH(bool, high);
        const auto c = ThemeColors::fromPalette(palette, m_styles,
                                                high ? ThemeColors::Contrast::High : ThemeColors::Contrast::Normal);
        const double bar = high ? 7.0 : 4.5;
        for (const QColor &ground : c.codeBackgrounds()) {
            QVERIFY2(contrastRatio(c.text, ground) >= bar, qPrintable(ground.name()));
            for (size_t style = 0; style < c.syntax.size(); ++style) {
                const QString what = u"style %1 %2 on %3: %4"_s.arg(style)
                                         .arg(c.syntax[style].color.name(), ground.name())
                                         .arg(contrastRatio(c.syntax[style].color, ground));
                QVERIFY2(contrastRatio(c.syntax[style].color, ground) >= bar, qPrintable(what));
            }
        }
        for (size_t style = 0; style < c.syntax.size(); ++style) {
            QVERIFY(contrastRatio(c.syntax[style].color, c.selection) >= bar);
            QVERIFY(contrastRatio(c.syntax[style].color, c.found) >= bar);
        }
        for (const ThemeColors::Tint &tint : c.tints) {
            QVERIFY(contrastRatio(tint.sign, tint.gutter) >= bar);
            QVERIFY(contrastRatio(tint.sign, tint.row) >= bar);
            QVERIFY(contrastRatio(c.dimText, tint.gutter) >= bar);
        }
        for (const QColor &ground : {c.base, c.panel, c.panelRaised}) {
            QVERIFY(contrastRatio(c.dimText, ground) >= bar);
            QVERIFY(contrastRatio(c.text, ground) >= bar);
        }
        for (const Tone tone :
             {Tone::Neutral, Tone::Accent, Tone::Success, Tone::Warning, Tone::Danger, Tone::Violet}) {
            QVERIFY(contrastRatio(c.toneText(tone), c.toneBack(tone)) >= bar);
            QVERIFY(contrastRatio(c.toneText(tone), c.panelRaised) >= bar);
        }
        QVERIFY(contrastRatio(c.text, c.selection) >= 4.5);
        QVERIFY(contrastRatio(c.text, c.found) >= 4.5);
        QVERIFY(contrastRatio(c.warnText, c.warnBack) >= 4.5);
        QVERIFY(contrastRatio(c.accentText, c.accent) >= 4.5);
    }

    void addedAndRemovedStayApartWithoutRedOrGreen_data() { themes(); }
    void addedAndRemovedStayApartWithoutRedOrGreen()
    {
        QFETCH(QPalette, palette);
        QFETCH(bool, high);
        const auto c = ThemeColors::fromPalette(palette, m_styles,
                                                high ? ThemeColors::Contrast::High : ThemeColors::Contrast::Normal);
        const auto &added = c.tint(ThemeColors::Added);
        const auto &removed = c.tint(ThemeColors::Removed);
        for (int kind = 0; kind < 4; ++kind) {
            const QString what = u"kind %1: rows %2, marks %3, bars %4"_s.arg(kind)
                                     .arg(difference(added.row, removed.row, kind))
                                     .arg(difference(added.mark, removed.mark, kind))
                                     .arg(difference(added.bar, removed.bar, kind));
            QVERIFY2(difference(added.row, removed.row, kind) > 3.5, qPrintable(what));
            QVERIFY2(difference(added.mark, removed.mark, kind) > 9, qPrintable(what));
            QVERIFY2(difference(added.bar, removed.bar, kind) > 20, qPrintable(what));
        }
    }

    void aMarkStandsOutFromItsRowAndARowFromTheBase_data() { themes(); }
    void aMarkStandsOutFromItsRowAndARowFromTheBase()
    {
        QFETCH(QPalette, palette);
        QFETCH(bool, high);
        const auto c = ThemeColors::fromPalette(palette, m_styles,
                                                high ? ThemeColors::Contrast::High : ThemeColors::Contrast::Normal);
        for (const auto which : {ThemeColors::Added, ThemeColors::Removed, ThemeColors::Moved}) {
            QVERIFY(difference(c.tint(which).row, c.base, 0) > 4);
            QVERIFY(difference(c.tint(which).mark, c.tint(which).row, 0) > 8);
        }
    }

    void darkAndLightAreToldApartByTheBase()
    {
        QVERIFY(ThemeColors::fromPalette(darkPalette()).isDark);
        QVERIFY(!ThemeColors::fromPalette(lightPalette()).isDark);
        QCOMPARE(ThemeColors::fromPalette(lightPalette()).syntax[5].color,
                 ThemeColors::fromPalette(lightPalette()).text);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
