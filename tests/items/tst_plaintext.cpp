// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fuzzy.h"
#include "items/plaintext.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class PlainTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controlCharactersGoAndLineEndsAreOneKind()
    {
        QCOMPARE(visibleText(u"a\r\nb\rc\a\b\td"_s), u"a\nb\nc\td"_s);
    }

    void whatCannotBeSeenIsWrittenOut()
    {
        QCOMPARE(visibleText(u"x\u200by\u2066z"_s), u"x<U+200B>y<U+2066>z"_s);
    }

    void anEscapeSequenceCutOffAtTheEndIsNoHarm()
    {
        QCOMPARE(visibleText(u"a\u001b"_s), u"a"_s);
        QCOMPARE(visibleText(u"a\u001b[1"_s), u"a"_s);
    }

    void fencesSeparateCodeFromProse()
    {
        const QList<TextBlock> expected{{u"Look:"_s, false}, {u"int x;\n"_s, true}, {u"Done."_s, false}};
        QCOMPARE(textBlocks(u"Look:\n```cpp\nint x;\n\n```\nDone."_s), expected);
    }

    void anOpenFenceReachesToTheEnd()
    {
        const QList<TextBlock> expected{{u"a\n```"_s, true}};
        QCOMPARE(textBlocks(u"~~~\na\n```"_s), expected);
    }

    void lettersMustComeInOrder()
    {
        QVERIFY(fuzzyMatch(u"rqc", u"Request changes"));
        QVERIFY(!fuzzyMatch(u"cr", u"Request changes"));
        QVERIFY(fuzzyMatch(u"", u"anything"));
        QVERIFY(!fuzzyMatch(u"longer", u"long"));
    }

    void startsOfWordsWin()
    {
        QCOMPARE(fuzzyMatch(u"rc", u"Request changes")->positions, (QList<int>{0, 8}));
        QVERIFY(fuzzyMatch(u"rc", u"Request changes")->score > fuzzyMatch(u"rc", u"Search")->score);
        QVERIFY(fuzzyMatch(u"task", u"New task")->score > fuzzyMatch(u"task", u"Toggle a sidebar key")->score);
    }
};

QTEST_GUILESS_MAIN(PlainTextTest)
#include "tst_plaintext.moc"
