// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/appearance.h"
#include "widgets/common/chip.h"
#include "widgets/common/icons.h"
#include "widgets/common/primarybutton.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class AppearanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyToneCanBeReadOnEveryGroundThatItStandsOn_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(ThemeChoice::Light);
        QTest::newRow("dark") << int(ThemeChoice::Dark);
        QTest::newRow("light, high contrast") << int(ThemeChoice::LightContrast);
        QTest::newRow("dark, high contrast") << int(ThemeChoice::DarkContrast);
    }
    void everyToneCanBeReadOnEveryGroundThatItStandsOn()
    {
        QFETCH(int, theme);
        applyAppearance(*qApp, ThemeChoice(theme));
        const QPalette p = QApplication::palette();
        QCOMPARE(isDark(p), ThemeChoice(theme) == ThemeChoice::Dark || ThemeChoice(theme) == ThemeChoice::DarkContrast);
        const bool high =
            ThemeChoice(theme) == ThemeChoice::LightContrast || ThemeChoice(theme) == ThemeChoice::DarkContrast;
        QCOMPARE(isHighContrast(p), high);
        QCOMPARE(ThemeColors::fromPalette(p).base, p.color(QPalette::Base)); // painted views follow
        QVERIFY(!high || contrastRatio(ThemeColors::fromPalette(p).dimText, p.color(QPalette::Base)) >= 7);
        const auto readable = [](const QColor &text, const QColor &ground) { return contrastRatio(text,
            ground) >= 4.5; };
        for (Tone tone : {Tone::Neutral, Tone::Accent, Tone::Success, Tone::Warning, Tone::Danger, Tone::Violet}) {
            const QColor color = toneColor(tone, p);
            QVERIFY(readable(color, toneGround(tone, p)));
            QVERIFY(readable(color, toneGround(Tone::Accent, p))); // a chip's neighbour in the chosen row
            for (QPalette::ColorRole role : {QPalette::Base, QPalette::AlternateBase, QPalette::Window})
                QVERIFY2(readable(color, p.color(role)),
                         qPrintable(u"tone %1 on role %2"_s.arg(int(tone)).arg(int(role))));
        }
        for (QPalette::ColorRole role : {QPalette::Base, QPalette::AlternateBase, QPalette::Window})
            QVERIFY(readable(quietText(p), p.color(role)));
        QVERIFY(readable(quietText(p), toneGround(Tone::Accent, p)));
        QVERIFY(readable(p.color(QPalette::HighlightedText), p.color(QPalette::Highlight)));
    }

    void everyIconThatIsShippedHasAShapeAndPaintsSomething()
    {
        QVERIFY(iconNames().size() > 30);
        for (const QString &name : iconNames()) {
            const QImage image = icon(name, Qt::black).pixmap(24, 24).toImage();
            bool painted = false;
            for (int y = 0; y < image.height() && !painted; ++y) {
                for (int x = 0; x < image.width() && !painted; ++x)
                    painted = qAlpha(image.pixel(x, y)) > 0;
            }
            QVERIFY2(painted, qPrintable(name));
        }
        QVERIFY(icon(u"no-such-icon"_s).isNull());
    }

    void everyStateAndOutcomeHasAWordAndAnIconThatExists()
    {
        for (int state = 0; state <= int(TaskState::Interrupted); ++state) {
            const StateLook look = Words::state(TaskState(state));
            QVERIFY(!look.word.isEmpty());
            QVERIFY2(iconNames().contains(look.iconName), qPrintable(look.iconName));
        }
        for (int outcome = 0; outcome <= int(CheckOutcome::Interrupted); ++outcome)
            QVERIFY(iconNames().contains(Words::check(CheckOutcome(outcome)).iconName));
    }

    void aButtonFollowsItsActionAndAnotherActionTakesOver()
    {
        QAction first(u"&One\u2026"_s), second(u"Two"_s);
        first.setShortcut(Qt::CTRL | Qt::Key_1);
        QSignalSpy one(&first, &QAction::triggered), two(&second, &QAction::triggered);
        PrimaryButton button(PrimaryButton::Look::Prominent);
        button.setAction(&first);
        QCOMPARE(button.text(), u"One"_s);
        QCOMPARE(button.accessibleName(), u"One"_s);
        QVERIFY(button.toolTip().contains(u"Ctrl+1"_s));
        first.setEnabled(false);
        QVERIFY(!button.isEnabled());
        button.setAction(&second);
        button.click();
        QCOMPARE(one.size(), 0);
        QCOMPARE(two.size(), 1);
    }

    void agesAndDurationsAreShort()
    {
        const QDateTime now(QDate(2026, 3, 4), QTime(12, 0), QTimeZone::UTC);
        QCOMPARE(Words::age(now.addSecs(-30), now), u"now"_s);
        QCOMPARE(Words::age(now.addSecs(-59 * 60), now), u"59 min"_s);
        QCOMPARE(Words::age(now.addSecs(-5 * 3600), now), u"5 h"_s);
        QCOMPARE(Words::age(now.addDays(-6), now), u"6 d"_s);
        QCOMPARE(Words::age({}, now), QString());
        QCOMPARE(Words::duration(850), u"850 ms"_s);
        QCOMPARE(Words::duration(245'000), u"4 min 5 s"_s);
    }

    void theQuestionOfASilentAgentSaysForHowLong()
    {
        PermissionAsk ask;
        ask.requestId = ownAskPrefix + u"quiet"_s;
        ask.title = u"what the record says"_s;
        QVERIFY(Words::question(ask).contains(u"for a while"_s)); // of an older record
        ask.silentSeconds = 90;
        QVERIFY2(Words::question(ask).contains(u"for 90 s."_s), qPrintable(Words::question(ask)));
        ask.silentSeconds = 300;
        QVERIFY2(Words::question(ask).contains(u"for 5 min."_s), qPrintable(Words::question(ask)));
        ask.requestId = u"p1"_s;
        QCOMPARE(Words::question(ask), ask.title);
    }
};

QTEST_MAIN(AppearanceTest)
#include "tst_appearance.moc"
