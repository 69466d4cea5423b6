// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transcript/askbar.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class AskBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuestionShowsItsAnswersAsButtons()
    {
        PermissionAsk ask;
        ask.requestId = u"q1"_s;
        ask.title = u"Which store?"_s;
        ask.options = {{u"a"_s, u"SQLite"_s, u"choose"_s},
                       {u"b"_s, u"Files"_s, u"choose"_s},
                       {u"no"_s, u"Decline"_s, u"reject_once"_s}};
        AskBar bar;
        QSignalSpy answered(&bar, &AskBar::answered);
        bar.setAsks({ask});
        QStringList texts;
        const auto buttons = bar.findChildren<QPushButton *>();
        for (const QPushButton *button : buttons)
            texts << button->text();
        QCOMPARE(texts, (QStringList{u"SQLite"_s, u"Files"_s, u"Decline"_s})); // and none that holds for longer
        buttons[1]->click();
        QCOMPARE(answered.size(), 1);
        QCOMPARE(answered[0][0].toString(), u"q1"_s);
        QCOMPARE(answered[0][1].toString(), u"b"_s);
        QVERIFY(!bar.answer(u"allow_once"_s)); // the shortcut for a yes chooses nothing
    }
};

QTEST_MAIN(AskBarTest)
#include "tst_askbar.moc"
