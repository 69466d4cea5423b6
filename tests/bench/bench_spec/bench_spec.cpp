// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing and reading a long spec: from a key press to its paint, beside a bare editor over the same text, and the
// reading itself.

#include "bench/benchreport.h"
#include "bench/probeapplication.h"
#include "helpers/fakeworkbench.h"
#include "spec/specdocument.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/speceditor/spectextedit.h"

#include <QKeyEvent>
#include <QTextBlock>

#include <cstdlib>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

QString specOf(int lines)
{
    QString text = u"# Make the parser faster\n\n## Current state\n\n"_s;
    for (int line = 4; line < lines * 3 / 4; ++line)
        text += line % 7 == 0
            ? u"\n"_s
            : u"The parser of part %1 reads `token_%1` twice and **keeps** what it read, see [notes](doc/%1.md).\n"_s
                  .arg(line);
    text += u"\n## Acceptance criteria\n\n"_s;
    for (int line = text.count(u'\n'), number = 1; line < lines; ++line, ++number)
        text += u"- AC-%1: part %1 is read once, in at most %1 ms\n"_s.arg(number);
    return text;
}

/**
 * CPU of this thread from a key press until the editor is painted again, each of many presses in the middle of the
 * text.
 */
QList<double> type(ProbeApplication &app, QPlainTextEdit &editor)
{
    QTextCursor cursor(editor.document()->findBlockByNumber(editor.document()->blockCount() / 2));
    cursor.movePosition(QTextCursor::EndOfBlock);
    editor.setTextCursor(cursor);
    editor.ensureCursorVisible();
    app.settle();
    QList<double> presses;
    const QString words = u" and so on, `code` **word** or"_s;
    for (int i = 0; i < 300; ++i) {
        const bool enter = i % 40 == 39;
        const QString text = enter ? u"\r"_s : words.mid(i % words.size(), 1);
        QKeyEvent press(QEvent::KeyPress, enter ? Qt::Key_Return : Qt::Key_A, Qt::NoModifier, text);
        const double before = threadCpuMs();
        QCoreApplication::sendEvent(&editor, &press);
        app.settle();
        presses << threadCpuMs() - before;
    }
    return presses;
}

void measureTyping(ProbeApplication &app, Report &report)
{
    const QString text = specOf(5000);
    QPlainTextEdit bare;
    bare.resize(900, 800);
    bare.setPlainText(text);
    bare.show();
    app.settle();
    const QList<double> floor = type(app, bare);
    bare.hide();

    FakeWorkbench workbench;
    workbench.fill(1);
    SpecPane pane(workbench);
    pane.resize(1200, 800);
    pane.show();
    pane.showTask(workbench.tasks().constFirst().id);
    app.waitFor([&] { return !pane.editor()->isReadOnly(); }, 10'000);
    pane.editor()->setPlainText(text);
    app.settle();
    const QList<double> presses = type(app, *pane.editor());
    report.report(u"spec.typing"_s, percentile(presses, 0.99), u"ms"_s, percentile(floor, 0.99), int(presses.size()));
    report.report(u"spec.typing.median"_s, median(presses), u"ms"_s, median(floor), int(presses.size()));
    report.require(u"spec.typing: at most 16 ms"_s, percentile(presses, 0.99) <= 16);
    // What follows when the writer pauses: the whole is read anew.
    app.reset();
    app.waitFor([] { return false; }, 1500);
    report.report(u"spec.typing.pause"_s, app.longestMs(), u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    ProbeApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Report report(argc, argv);
    if (report.wants(u"spec.typing"_s) || report.wants(u"spec.typing.median"_s))
        measureTyping(app, report);
    if (report.wants(u"spec.check"_s)) {
        const QString text = specOf(2000);
        const double ms = medianCpuMs(9, [&] {
            if (parseSpec(text).criteria.isEmpty())
                std::exit(2);
        });
        report.report(u"spec.check"_s, ms, u"ms"_s, {}, 9);
        report.require(u"spec.check: at most 50 ms"_s, ms <= 50);
    }
    return report.exitCode();
}
