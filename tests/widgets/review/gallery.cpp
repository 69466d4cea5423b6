// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of the review's surface, to be looked at: review_gallery OUT-FOLDER [REPOSITORY FROM TO].
#include "helpers/fakeworkbench.h"
#include "highlight/highlighter.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/findbar.h"
#include "widgets/review/helpsheet.h"
#include "widgets/review/realchange.h"
#include "widgets/review/reviewpane.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QScrollBar>
#include <QStyleHints>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

QPalette paletteFor(bool dark)
{
    QPalette palette(dark ? QColor(0x2a, 0x2e, 0x32) : QColor(0xef, 0xf0, 0xf1));
    palette.setColor(QPalette::Base, dark ? QColor(0x1b, 0x1e, 0x20) : QColor(Qt::white));
    palette.setColor(QPalette::Text, dark ? QColor(0xe8, 0xea, 0xec) : QColor(0x23, 0x26, 0x29));
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0xae, 0xe9));
    return palette;
}

void fill(DiffView &view, const test::Change &change)
{
    view.begin(change.entries);
    for (int i = 0; i < int(change.files.size()); ++i)
        view.setFile(i, change.files[size_t(i)]);
    view.setMoves(diff::findMoves(change.files));
}

void settle()
{
    QTest::qWait(400);
}

QByteArray sampleBefore()
{
    return "#include <stdio.h>\n\n/* Adds two numbers. */\nint add(int a, int b)\n{\n\treturn a + b;\n}\n\nint main(void)\n{\n    int x = 1;\n    int y = 2;\n"
           "    printf(\"%d\\n\", add(x, y));\n    return 0;\n}\n\nvoid helper(const char *name, int count)\n{\n    for (int i = 0; i < count; ++i)\n"
           "        printf(\"%s %d\\n\", name, i);\n}\n";
}

QByteArray sampleAfter()
{
    return "#include <stdio.h>\n#include <stdlib.h>\n\nvoid helper(const char *name, int count)\n{\n    for (int i = 0; i < count; ++i)\n"
           "        printf(\"%s %d\\n\", name, i);\n}\n\n/* Adds two numbers, saturating. */\nint add(int a, int b)\n{\n\treturn saturate((long)a + b);\n}\n\nint main(void)\n{\n"
           "    int x = 1;\n    if (x > 0) {\n        int y = 2;\n        printf(\"%d\\n\", add(x, y));\n    }\n"
           "    /* \xe2\x80\xae } if (isAdmin) begin admin only \xe2\x80\xac */\n    const char *greeting = \"\xe4\xbd\xa0\xe5\xa5\xbd, \xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a, na\xc3\xafve \xf0\x9f\x98\x80\";\n"
           "    \xd1\x80\x72intf(\"look-alike\");\n    return EXIT_SUCCESS;\n}";
}

QList<review::Comment> sampleComments(const test::Change &change)
{
    review::Comment must;
    must.id = {1};
    must.anchor = review::makeAnchor(*change.files[0], diff::Side::Right, 12, 12);
    must.severity = review::Severity::Must;
    must.body = u"This overflows where long has 32 bits. Use int64_t, or check before the addition.\nPlease add a test with INT_MAX on both sides."_s;
    must.author = u"Ada"_s;
    must.createdAt = QDateTime(QDate(2026, 3, 4), QTime(9, 30));
    review::Comment reply = must;
    reply.id = {2};
    reply.replyTo = {1};
    reply.author = u"Agent"_s;
    reply.body = u"Changed to int64_t in round 2."_s;
    review::Comment done = must;
    done.id = {3};
    done.anchor = review::makeAnchor(*change.files[0], diff::Side::Right, 1, 1);
    done.resolved = true;
    done.severity = review::Severity::Note;
    done.body = u"Is this header needed?"_s;
    return {must, reply, done};
}

/** The whole pane on a task in review, with the files given. */
void picturePane(const test::Change &change, const QDir &out, const QString &suffix)
{
    FakeWorkbench workbench;
    FakeDiffSource source;
    workbench.fill();
    const TaskId task = workbench.add(TaskState::Review, u"Teach the parser"_s);
    TaskRecord &record = workbench.record(task);
    Attempt attempt;
    attempt.id = {900};
    attempt.task = task;
    attempt.number = 1;
    attempt.baseCommit = {"ba5e"};
    record.attempts = {attempt};
    Round round;
    round.id = {101};
    round.attempt = attempt.id;
    round.number = 1;
    round.snapshot = Snapshot{{"c1"}, {"7ee"}, 2, {}};
    record.rounds = {round};
    const std::pair<const char16_t *, CheckOutcome> checks[] = {
        {u"build", CheckOutcome::Passed}, {u"unit tests", CheckOutcome::Passed}, {u"lint", CheckOutcome::Failed}};
    record.evidence.clear();
    for (const auto &[name, outcome] : checks) {
        Evidence evidence;
        evidence.id = {qint64(record.evidence.size()) + 1};
        evidence.check = QString(name);
        evidence.tree = {"7ee"};
        evidence.outcome = outcome;
        evidence.durationMs = 4200;
        record.evidence += evidence;
    }
    for (const diff::FileDiffPtr &file : change.files) {
        source.files += file->entry();
        source.diffs += file;
    }
    ReviewPane pane(workbench, source);
    pane.resize(1500, 900);
    pane.show();
    pane.showTask(task);
    settle();
    pane.view()->setFocus();
    pane.view()->nextChange(1);
    pane.session()->setViewed(1, true);
    settle();
    pane.grab().save(out.filePath(u"pane"_s + suffix));
    pane.findBar()->open();
    QTest::keyClicks(pane.findBar()->findChild<QLineEdit *>(), u"int"_s);
    settle();
    pane.view()->nextHit(1);
    settle();
    pane.grab().save(out.filePath(u"pane-find"_s + suffix));
    HelpSheet sheet(*pane.view()->actionList(), &pane);
    sheet.setAttribute(Qt::WA_DeleteOnClose, false);
    sheet.show();
    settle();
    sheet.grab().save(out.filePath(u"keys"_s + suffix));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const QDir out(arguments.value(1, u"."_s));
    highlight::Highlighter highlighter;
    const test::Change sample = test::changeOf({test::fileChange("src/sample.c", sampleBefore(), sampleAfter()),
                                                test::fileChange("docs/new file.md", QByteArray(), "# Title\n\nText with `code`.\n"),
                                                test::fileChange("old.sh", "#!/bin/sh\necho hello\n", QByteArray())});
    test::Change real;
    if (arguments.size() > 4)
        real = test::changeFromGit(arguments[2], arguments[3], arguments[4]);
    for (const bool dark : {false, true}) {
        const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
        QApplication::setPalette(paletteFor(dark));
        DiffView view;
        view.setHighlighter(&highlighter);
        view.resize(1400, 860);
        view.show();
        fill(view, sample);
        view.setComments(sampleComments(sample));
        settle();
        view.setFocus();
        view.grab().save(out.filePath(u"sample"_s + suffix));
        view.setMode(DiffView::Mode::Unified);
        view.setShowBlanks(true);
        settle();
        view.grab().save(out.filePath(u"unified"_s + suffix));
        view.setShowBlanks(false);
        view.setMode(DiffView::Mode::SideBySide);
        view.goTo({0, diff::Side::Right, 18, 4});
        view.writeComment();
        settle();
        view.grab().save(out.filePath(u"writing"_s + suffix));
        picturePane(real.files.empty() ? sample : real, out, suffix);
        if (real.files.empty())
            continue;
        DiffView large;
        large.setHighlighter(&highlighter);
        large.resize(1400, 860);
        large.show();
        fill(large, real);
        settle();
        large.grab().save(out.filePath(u"real"_s + suffix));
        large.nextChange(1);
        large.nextChange(1);
        large.nextChange(1);
        large.search()->start({u"curl"_s, false, false, false}, real.files);
        settle();
        large.nextHit(1);
        large.grab().save(out.filePath(u"found"_s + suffix));
        large.verticalScrollBar()->setValue(large.verticalScrollBar()->maximum() / 2);
        settle();
        large.grab().save(out.filePath(u"middle"_s + suffix));
        large.setWrap(true);
        settle();
        large.grab().save(out.filePath(u"wrapped"_s + suffix));
    }
    return 0;
}
