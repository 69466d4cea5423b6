// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows the windows over a workbench in memory and saves a picture of each: docket-gallery OUT [--dark] [--language
// zh_TW].

#include "app/gui/gui.h"
#include "app/gui/notifier.h"
#include "core/clock.h"
#include "helpers/fakeprofilebook.h"
#include "helpers/fakeworkbench.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/commandpalette.h"
#include "widgets/queue/tasksidebar.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QSettings>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using Kind = TranscriptEntry::Kind;

namespace {

class SilentNotifier final : public Notifier
{
public:
    void show(const Notification &) override {}
    void withdraw(quint64) override {}
};

TranscriptEntry entry(Kind kind, const QString &title, const QString &text, const QString &status = {})
{
    TranscriptEntry e;
    e.kind = kind;
    e.title = title;
    e.text = text;
    e.status = status;
    e.id = kind == Kind::ToolCall ? title : QString();
    return e;
}

QList<TranscriptEntry> conversation()
{
    TranscriptEntry plan = entry(Kind::Plan, {}, {});
    plan.plan = {{u"Read how entries are loaded today"_s, u"completed"_s},
                 {u"Keep them in memory and watch the folder"_s, u"in_progress"_s},
                 {u"Measure a second window with 4,000 entries"_s, u"pending"_s}};
    return {
        entry(Kind::Thought, {}, u"The list is read by loadEntries() in three places. One cache above it is enough."_s),
        plan,
        entry(Kind::ToolCall, u"Read src/entrylist.cpp"_s,
              u"QList<Entry> loadEntries(const QString &folder)\n{\n    ...\n}"_s, u"completed"_s),
        entry(
            Kind::Message, {},
            u"Entries are read anew for each window. I keep one list per folder and drop it when the folder changes:\n\n```cpp\nclass EntryCache\n{\npublic:\n    const QList<Entry> &entries(const QString &folder);\n};\n```\n\nThe reader itself stays as it is."_s),
        entry(Kind::ToolCall, u"Edit src/entrycache.cpp"_s,
              u"+ const QList<Entry> &EntryCache::entries(const QString &folder)"_s, u"completed"_s),
        entry(Kind::ToolCall, u"Run ctest --test-dir build"_s, u"100% tests passed"_s, u"in_progress"_s)};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"folder"_s, u"where pictures go"_s);
    parser.addOptions({{u"dark"_s, u"dark colours"_s}, {u"language"_s, u"language"_s, u"name"_s}});
    parser.process(application);
    const QDir out(parser.positionalArguments().value(0, u"."_s));
    QDir().mkpath(out.path());
    applyAppearance(application, parser.isSet(u"dark"_s) ? ThemeChoice::Dark : ThemeChoice::Light);
    installTranslations(application, parser.value(u"language"_s));

    FakeProfileBook agents;
    FakeWorkbench workbench;
    workbench.book = &agents;
    FakeDiffSource diffs;
    SilentNotifier notifier;
    const SystemClock clock;
    QSettings settings(out.filePath(u"gallery.ini"_s), QSettings::IniFormat);
    MainWindow window({workbench, notifier, clock, settings, reviewFactory(workbench, diffs), desktopFolderChooser(),
                       false});
    window.resize(1280, 820);
    window.show();
    const auto save = [&](QWidget &widget, const QString &name) {
        QTest::qWait(150);
        widget.grab().save(out.filePath(name + u".png"_s));
    };
    save(window, u"01-no-project"_s);
    workbench.fill();
    workbench.announceReady();
    save(window, u"02-nothing-chosen"_s);
    TaskId asking, review, draft, failed;
    for (const TaskCard &card : workbench.tasks()) {
        if (card.state == TaskState::Asking)
            asking = card.id;
        else if (card.state == TaskState::Review && card.title.startsWith(u"Escape"_s))
            review = card.id;
        else if (card.state == TaskState::Draft)
            draft = card.id;
        else if (card.state == TaskState::Failed)
            failed = card.id;
    }
    window.openTask(draft);
    save(window, u"03-spec"_s);
    window.openTask(asking);
    QTest::qWait(50);
    workbench.say(asking, conversation());
    save(window, u"04-transcript"_s);
    window.openTask(review);
    save(window, u"05-review"_s);
    window.page().setTab(TaskPage::Tab::Evidence);
    save(window, u"06-evidence"_s);
    window.page().setTab(TaskPage::Tab::History);
    save(window, u"07-history"_s);
    window.openTask(failed);
    save(window, u"08-failed"_s);
    const auto dialog = [&](const char *action, const QString &name) {
        window.registry().action(QString::fromLatin1(action))->trigger();
        QTest::qWait(50);
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (top != &window && top->isVisible() && top->isWindow()) {
                save(*top, name);
                top->close();
            }
        }
    };
    dialog("commandPalette", u"09-palette"_s);
    dialog("helpShortcuts", u"10-shortcuts"_s);
    dialog("appSettings", u"11-settings"_s);
    dialog("taskNew", u"12-new-task"_s);
    dialog("helpAbout", u"13-about"_s);
    dialog("helpGuide", u"14-help"_s);
    window.openTask(review);
    QTest::qWait(50);
    dialog("reviewRequestChanges", u"15-request-changes"_s);
    workbench.setState(review, TaskState::Approved);
    QTest::qWait(50);
    dialog("reviewMerge", u"16-merge"_s);
    workbench.missingEvidence = {u"test"_s, u"lint"_s};
    dialog("reviewMerge", u"17-merge-without-evidence"_s);
    window.openTask(asking);
    QTest::qWait(50);
    dialog("taskBudget", u"18-budget"_s);
    dialog("taskTell", u"19-tell"_s);
    dialog("appProfiles", u"20-agents"_s);
    return 0;
}
