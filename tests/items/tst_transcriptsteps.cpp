// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/transcriptsteps.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

TranscriptEntry call(const QString &title, const QString &text, const QStringList &paths,
                     const QString &status = u"completed"_s)
{
    TranscriptEntry entry;
    entry.kind = TranscriptEntry::Kind::ToolCall;
    entry.title = title;
    entry.text = text;
    entry.paths = paths;
    entry.status = status;
    return entry;
}

} // namespace

class TestTranscriptSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsNamedByItsEnd()
    {
        QVERIFY(namesFile(u"src/tea.c"_s, u"src/tea.c"_s));
        QVERIFY(namesFile(u"/work/trees/7/src/tea.c"_s, u"src/tea.c"_s));
        QVERIFY(!namesFile(u"/work/src/green-tea.c"_s, u"tea.c"_s));
        QVERIFY(!namesFile(u"tea.c"_s, u"src/tea.c"_s));
    }

    void theStepThatHoldsTheLinesIsFound()
    {
        const QList<TranscriptEntry> entries{
            call(u"Read /w/src/tea.c"_s, {}, {u"/w/src/tea.c"_s}),
            call(u"Edit tea"_s, u"--- /w/src/tea.c\n- old();\n+ brew();\n+ pour();"_s, {u"/w/src/tea.c"_s}),
            call(u"Edit tea"_s, u"+     brew();"_s, {u"/w/src/tea.c"_s}),
            call(u"Edit cup"_s, u"+ brew();\n+ pour();"_s, {u"/w/src/cup.c"_s}),
            call(u"Edit tea"_s, u"+ brew();\n+ pour();"_s, {u"/w/src/tea.c"_s}, u"failed"_s),
            call(u"Read src/tea.c"_s, u"+ brew();"_s, {}, u"declined"_s),
        };
        QCOMPARE(stepThatWrote(entries, u"src/tea.c"_s, {u"    brew();"_s, u"    pour();"_s, u""_s}), 1);
        QCOMPARE(stepThatWrote(entries, u"src/tea.c"_s, {u"brew();"_s}), 2); // of several the last
        QCOMPARE(stepThatWrote(entries, u"src/cup.c"_s, {u"pour();"_s}), 3);
    }

    void withoutTheLinesTheLastThatTouchedTheFileIsTaken()
    {
        const QList<TranscriptEntry> entries{
            call(u"sed -i s/a/b/ src/tea.c"_s, {}, {}),
            call(u"Read src/tea.c"_s, {}, {u"src/tea.c"_s}),
            call(u"make"_s, {}, {}),
        };
        QCOMPARE(stepThatWrote(entries, u"src/tea.c"_s, {u"b"_s}), 0);
        QCOMPARE(stepThatWrote(entries, u"src/cup.c"_s, {u"b"_s}), -1);
        QCOMPARE(stepThatWrote({}, u"a"_s, {}), -1);
    }
};

QTEST_GUILESS_MAIN(TestTranscriptSteps)
#include "tst_transcriptsteps.moc"
