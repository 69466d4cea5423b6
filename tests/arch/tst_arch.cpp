// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arch/archrules.h"

#include <QTest>

using namespace docket::arch;
using namespace Qt::StringLiterals;

/** The rules of archrules.h on this very source tree. tst_archrules shows that each of them can fail. */
class TestArch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_tree = readSourceTree(QStringLiteral(DOCKET_SOURCE_DIR));
        QVERIFY2(m_tree.contains(u"models/core/error.h"_s), "the source tree was not found");
    }

    void theTree_data()
    {
        QTest::addColumn<Rule>("rule");
        QTest::newRow("every room of models is known") << Rule(roomsAreKnown);
        QTest::newRow("links go downwards") << Rule(linksGoDownwards);
        QTest::newRow("includes go downwards") << Rule(includesGoDownwards);
        QTest::newRow("what is included is linked") << Rule(includesAreLinked);
        QTest::newRow("models have no widgets") << Rule(modelsHaveNoWidgets);
        QTest::newRow("widgets see only values, items and narrow interfaces") << Rule(widgetsSeeOnlyValues);
        QTest::newRow("pure rooms do no input or output") << Rule(pureRoomsDoNoInput);
        QTest::newRow("nobody is a singleton") << Rule(nobodyIsASingleton);
        QTest::newRow("nobody waits in a nested loop") << Rule(nobodyWaits);
        QTest::newRow("the program starts light") << Rule(theProgramStartsLight);
        QTest::newRow("every room says what it is") << Rule(everyRoomSaysWhatItIs);
        QTest::newRow("every file names its licence") << Rule(filesNameTheirLicence);
        QTest::newRow("there is one application id") << Rule(oneApplicationId);
        QTest::newRow("no line is too long to be read beside another") << Rule(linesFit);
    }

    void theTree()
    {
        QFETCH(Rule, rule);
        const QStringList wrong = rule(m_tree);
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
    }

private:
    using Rule = QStringList (*)(const SourceTree &);
    SourceTree m_tree;
};

QTEST_GUILESS_MAIN(TestArch)
#include "tst_arch.moc"
