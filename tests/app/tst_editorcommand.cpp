// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/editorcommand.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestEditorCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileAndLineGoWhereTheyBelong_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("placeholders") << u"kate --line {line} {file}"_s << u"/a b.c"_s << 4
                                      << QStringList{u"kate"_s, u"--line"_s, u"5"_s, u"/a b.c"_s};
        QTest::newRow("in one word") << u"code -g {file}:{line}"_s << u"/a b.c"_s << 4
                                     << QStringList{u"code"_s, u"-g"_s, u"/a b.c:5"_s};
        QTest::newRow("file comes last") << u"gedit"_s << u"/a.c"_s << 4 << QStringList{u"gedit"_s, u"/a.c"_s};
        QTest::newRow("no line") << u"kate --line {line} {file}"_s << u"/a.c"_s << -1
                                 << QStringList{u"kate"_s, u"--line"_s, u"1"_s, u"/a.c"_s};
        QTest::newRow("a terminal's") << u"/usr/bin/vim"_s << u"/a.c"_s << 4
                                      << QStringList{u"x-terminal-emulator"_s, u"-e"_s, u"/usr/bin/vim"_s, u"+5"_s,
                                                     u"/a.c"_s};
        QTest::newRow("quotes") << u"\"/opt/my editor\" --wait"_s << u"/a.c"_s << 0
                                << QStringList{u"/opt/my editor"_s, u"--wait"_s, u"/a.c"_s};
        QTest::newRow("names are no commands") << u"ed {file}"_s << u"/x; rm -rf $(HOME) {line} \"q"_s << 2
                                               << QStringList{u"ed"_s, u"/x; rm -rf $(HOME) {line} \"q"_s};
    }

    void fileAndLineGoWhereTheyBelong()
    {
        QFETCH(QString, command);
        QFETCH(QString, file);
        QFETCH(int, line);
        QFETCH(QStringList, words);
        const auto made = editorCommand(command, file, line);
        QVERIFY(made);
        QCOMPARE(QStringList{made->program} + made->arguments, words);
    }

    void withoutACommandTheSentenceSaysWhatToDo()
    {
        QCOMPARE(editorCommand(u"  "_s, u"/a"_s, 0).error().code, ErrorCode::InvalidInput);
        QVERIFY(editorCommand({}, u"/a"_s, 0).error().detail.contains("VISUAL"_L1));
        QVERIFY(!editorCommand(u"\"open"_s, u"/a"_s, 0));
    }

    void theSettingComesBeforeTheEnvironment()
    {
        qputenv("VISUAL", "from-environment");
        QCOMPARE(chosenEditor(u" mine "_s), u"mine"_s);
        QCOMPARE(chosenEditor({}), u"from-environment"_s);
        qunsetenv("VISUAL");
        QVERIFY(chosenEditor({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEditorCommand)
#include "tst_editorcommand.moc"
