// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeworkbench.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

const char *const specText = R"(# %1

## Current state

The list is read anew from disk each time a window is opened, which takes 900 ms with 4,000 entries.

## Target

Opening a window takes less than 50 ms, and nothing else changes.

## Approach

Keep the list in memory and watch the folder. `loadEntries()` stays the only reader.

## Acceptance criteria

- AC-1: Opening a second window with 4,000 entries takes less than 50 ms.
- AC-2: A file that is added while a window is open appears within one second.
- AC-3: All existing tests pass unchanged.
)";

ObjectId oid(const char *text)
{
    return {QByteArray(text).toHex().leftJustified(40, '0').left(40)};
}

} // namespace

FakeWorkbench::FakeWorkbench(QObject *parent) : Workbench(parent) {}

template<typename T>
void FakeWorkbench::later(QObject *context, const Reply<T> &reply, Result<T> value)
{
    if (failNext) {
        failNext = false;
        value = fail(ErrorCode::Refused, u"The store cannot be written. Make room on the disk and try again."_s,
                     u"/data/docket"_s);
    }
    QTimer::singleShot(0, context, [reply, value] {
        if (reply)
            reply(value);
    });
}

void FakeWorkbench::fill(int extra)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_projects = {{ProjectId{1}, u"/home/ada/src/lantern"_s, u"lantern"_s, u"main"_s, now},
                  {ProjectId{2}, u"/home/ada/src/weather-cli"_s, u"weather-cli"_s, u"main"_s, now.addDays(-1)}};
    struct Seed { TaskState state; const char *title; const char *line; int minutes; qint64 project; };
    const Seed seeds[] = {
        {TaskState::Asking, "Cache the entry list between windows", "Run: cmake --build build --target bench?", 2, 1},
        {TaskState::Review, "Show sunrise and sunset in the forecast", "", 12, 2},
        {TaskState::Review, "Escape file names in the export", "", 95, 1},
        {TaskState::Approved, "Drop the unused plugin loader", "", 30, 1},
        {TaskState::Failed, "Move settings to XDG folders",
         "The agent stopped: the model server answered 529 (overloaded). Retry when it is back.", 190, 1},
        {TaskState::Working, "Undo for moving several entries at once", "", 4, 1},
        {TaskState::Checking, "Retry requests with a growing pause", "", 1, 2},
        {TaskState::Queued, "Sort by date of the last change", "", 50, 1},
        {TaskState::Queued, "Print times in the locale's format", "", 45, 2},
        {TaskState::Held, "Replace the icon theme", "", 300, 1},
        {TaskState::Draft, "Keyboard shortcuts in the preview", "", 600, 1},
        {TaskState::Merged, "Read the API key from the keyring", "", 1500, 2},
        {TaskState::Merged, "Faster start with a lazy plugin list", "", 2900, 1},
        {TaskState::Rejected, "Rewrite the parser with regular expressions", "", 4400, 1},
    };
    double rank = 1;
    for (const Seed &seed : seeds) {
        const TaskId id = add(seed.state, QString::fromUtf8(seed.title), ProjectId{seed.project});
        TaskRecord &record = m_records[id];
        record.task.rank = rank++;
        record.task.changedAt = record.task.createdAt = now.addSecs(-60 * seed.minutes);
        m_lines[id] = QString::fromUtf8(seed.line);
        if (seed.state == TaskState::Failed)
            record.task.failureText = m_lines[id];
    }
    for (int i = 0; i < extra; ++i) {
        const TaskState state = i % 5 == 0 ? TaskState::Review : i % 5 == 1 ? TaskState::Queued : TaskState::Merged;
        const TaskId id = add(state, u"Task number %1 of the large store"_s.arg(i), ProjectId{1 + i % 2});
        m_records[id].task.rank = rank++;
        m_records[id].task.changedAt = now.addSecs(-600 * (i + 1));
    }
}

TaskId FakeWorkbench::add(TaskState state, const QString &title, ProjectId project)
{
    const TaskId id{m_nextId++};
    TaskRecord &record = m_records[id];
    record.task.id = id;
    record.task.project = project;
    record.task.spec = SpecId{id.value};
    record.task.specRevision = 1;
    record.task.title = title;
    record.task.profile = u"sample"_s;
    record.task.baseBranch = u"main"_s;
    record.task.createdAt = record.task.changedAt = QDateTime::currentDateTimeUtc();
    m_specs[id] = {SpecRevision{SpecId{id.value}, 1, QString::fromUtf8(specText).arg(title), u"Ada"_s,
                                record.task.createdAt}};
    m_events[id] = {u"09:12  Ada wrote the spec (revision 1)"_s};
    const bool began = state != TaskState::Draft && state != TaskState::Queued && state != TaskState::Held;
    if (began)
        startRound(id);
    record.task.state = state;
    if (state == TaskState::Review || state == TaskState::Approved || state == TaskState::Merged
        || state == TaskState::Rejected) {
        Round &round = record.rounds.last();
        round.outcome = RoundOutcome::Finished;
        round.snapshot = Snapshot{oid("commit"), oid("tree"), 4, record.task.createdAt};
        addEvidence(id, u"build"_s, CheckOutcome::Passed, 8400);
        addEvidence(id, u"test"_s, id.value % 3 == 0 ? CheckOutcome::Failed : CheckOutcome::Passed, 21'730);
    }
    if (state == TaskState::Asking)
        ask(id, u"Run a command"_s, u"cmake --build build --target bench"_s);
    return id;
}

void FakeWorkbench::startRound(TaskId task)
{
    TaskRecord &record = m_records[task];
    if (record.attempts.isEmpty()) {
        Attempt attempt;
        attempt.id = AttemptId{m_nextId++};
        attempt.task = task;
        attempt.number = 1;
        attempt.branch = u"docket/%1/1"_s.arg(task.value);
        attempt.baseBranch = u"main"_s;
        attempt.baseCommit = oid("base");
        record.attempts << attempt;
    }
    Round round;
    round.id = RoundId{m_nextId++};
    round.attempt = record.attempts.constLast().id;
    round.number = int(record.rounds.size()) + 1;
    round.startedAt = QDateTime::currentDateTimeUtc();
    record.rounds << round;
    TranscriptEntry prompt;
    prompt.kind = TranscriptEntry::Kind::Prompt;
    prompt.round = round.number;
    prompt.text = m_specs[task].constLast().markdown;
    m_transcripts[task][round.number] = {prompt};
}

QList<TaskCard> FakeWorkbench::tasks() const
{
    QList<TaskCard> cards;
    for (const TaskRecord &record : m_records) {
        TaskCard card = cardOf(record);
        card.line = m_lines.value(card.id);
        cards << card;
    }
    return cards;
}

QList<ProfileInfo> FakeWorkbench::profiles() const
{
    return {{u"sample"_s, u"Sample agent"_s, u"acp"_s, u"/usr/lib/docket/docket-sample-agent"_s, u"1.0"_s, {}},
            {u"claude"_s, u"Claude Code"_s, u"acp"_s, {}, {},
             u"claude was not found on PATH. Install it, then start Docket again."_s}};
}

void FakeWorkbench::publish(TaskId task)
{
    TaskCard card = cardOf(m_records[task]);
    card.line = m_lines.value(task);
    Q_EMIT changed({{}, {card}, {}});
    Q_EMIT recordChanged(task);
}

void FakeWorkbench::setState(TaskId task, TaskState state, const QString &line)
{
    m_records[task].task.state = state;
    m_records[task].task.changedAt = QDateTime::currentDateTimeUtc();
    m_lines[task] = line;
    m_events[task] << u"%1  the task is now %2"_s.arg(QDateTime::currentDateTimeUtc().toString(u"HH:mm"_s),
                                                      taskStateWord(state));
    publish(task);
}

void FakeWorkbench::say(TaskId task, const QList<TranscriptEntry> &entries)
{
    const int round = int(m_records[task].rounds.size());
    QList<TranscriptEntry> made = entries;
    for (TranscriptEntry &entry : made)
        entry.round = round;
    m_transcripts[task][round] << made;
    Q_EMIT transcriptGrew(task, made);
}

void FakeWorkbench::ask(TaskId task, const QString &title, const QString &detail)
{
    PermissionAsk ask{.requestId = u"req-%1"_s.arg(m_nextId++),
                      .title = title,
                      .detail = detail,
                      .options = {},
                      .askedAt = QDateTime::currentDateTimeUtc()};
    ask.options = {{u"once"_s, u"Allow once"_s, u"allow_once"_s}, {u"always"_s, u"Always allow"_s, u"allow_always"_s},
                   {u"no"_s, u"Reject"_s, u"reject_once"_s}};
    ask.why = u"The tests need it."_s;
    ask.where = {u"build"_s};
    ask.needs = {{PermissionRule::Kind::Command, detail}};
    TranscriptEntry entry;
    entry.kind = TranscriptEntry::Kind::Permission;
    entry.id = ask.requestId;
    entry.title = title;
    entry.text = detail;
    m_records[task].asks << ask;
    say(task, {entry});
    setState(task, TaskState::Asking, title);
}

void FakeWorkbench::addEvidence(TaskId task, const QString &check, CheckOutcome outcome, qint64 milliseconds)
{
    TaskRecord &record = m_records[task];
    Evidence evidence;
    evidence.id = EvidenceId{m_nextId++};
    evidence.round = record.rounds.isEmpty() ? RoundId() : record.rounds.constLast().id;
    evidence.check = check;
    evidence.command = check == u"build"_s ? u"cmake --build build"_s : u"ctest --test-dir build --output-on-failure"_s;
    evidence.tree = oid("tree");
    evidence.outcome = outcome;
    evidence.exitCode = outcome == CheckOutcome::Passed ? 0 : 8;
    evidence.durationMs = milliseconds;
    evidence.toolVersion = check == u"build"_s ? u"cmake version 3.31.6"_s : u"ctest version 3.31.6"_s;
    evidence.contained = u"bubblewrap"_s;
    record.evidence << evidence;
    Q_EMIT recordChanged(task);
}

void FakeWorkbench::raise(TaskId task, const QString &title, const QString &text, TaskState why)
{
    Q_EMIT alertRaised({task, title, text, why});
}

void FakeWorkbench::raiseAsk(TaskId task, const QString &title, const PermissionAsk &ask)
{
    Q_EMIT alertRaised({task, title, ask.title, TaskState::Asking, ask});
}

void FakeWorkbench::openProject(const QString &path, QObject *context, Reply<ProjectOpened> reply)
{
    note(u"openProject "_s + path);
    if (path.contains(u"not-a-repository"_s)) {
        later<ProjectOpened>(context, reply,
                             fail(ErrorCode::InvalidInput,
                                  u"This folder is not a git repository. Run \"git init\" in it first."_s, path));
        return;
    }
    ProjectOpened opened;
    opened.project = {ProjectId{qint64(m_projects.size()) + 1}, path, path.section(u'/', -1), u"main"_s,
                      QDateTime::currentDateTimeUtc()};
    opened.proposedConfiguration =
        u"# What Docket runs on each snapshot.\nchecks:\n  - name: build\n    run: cmake --build build\n"_s;
    m_projects << opened.project;
    Q_EMIT changed({{opened.project}, {}, {}});
    later<ProjectOpened>(context, reply, opened);
}

void FakeWorkbench::forgetProject(ProjectId project, QObject *context, Reply<void> reply)
{
    note(u"forgetProject %1"_s.arg(project.value));
    m_projects.removeIf([project](const Project &p) { return p.id == project; });
    Q_EMIT ready();
    later<void>(context, reply, {});
}

void FakeWorkbench::writeConfiguration(ProjectId project, const QString &, QObject *context, Reply<QString> reply)
{
    note(u"writeConfiguration %1"_s.arg(project.value));
    later<QString>(context, reply, u"/home/ada/src/lantern/docket.yaml"_s);
}

void FakeWorkbench::createTask(const NewTask &task, QObject *context, Reply<TaskId> reply)
{
    const TaskId id = add(task.queue ? TaskState::Queued : TaskState::Draft, task.markdown.section(u'\n', 0,
        0).remove(0, 2), task.project);
    m_specs[id].last().markdown = task.markdown;
    note(u"createTask %1"_s.arg(id.value));
    publish(id);
    later<TaskId>(context, reply, id);
}

void FakeWorkbench::saveSpec(TaskId task, const QString &markdown, QObject *context, Reply<int> reply)
{
    note(u"saveSpec %1"_s.arg(task.value));
    if (failNext) {
        later<int>(context, reply, 0);
        return;
    }
    auto &revisions = m_specs[task];
    const int number = int(revisions.size()) + 1;
    revisions << SpecRevision{SpecId{task.value}, number, markdown, u"Ada"_s, QDateTime::currentDateTimeUtc()};
    m_records[task].task.specRevision = number;
    m_records[task].task.title = markdown.section(u'\n', 0, 0).remove(0, 2);
    publish(task);
    later<int>(context, reply, number);
}

void FakeWorkbench::loadSpec(TaskId task, int revision, QObject *context, Reply<SpecRevision> reply)
{
    const auto revisions = m_specs.value(task);
    if (revisions.isEmpty())
        later<SpecRevision>(context, reply, fail(ErrorCode::NotFound, u"There is no such task."_s));
    else
        later<SpecRevision>(context, reply, revision == 0 ? revisions.constLast() : revisions[revision - 1]);
}

void FakeWorkbench::loadSpecHistory(TaskId task, QObject *context, Reply<QList<SpecRevision>> reply)
{
    later<QList<SpecRevision>>(context, reply, m_specs.value(task));
}

void FakeWorkbench::saveDraft(const QString &place, const QString &text, QObject *context, Reply<void> reply)
{
    if (text.isEmpty())
        drafts.remove(place);
    else
        drafts.insert(place, {text, QDateTime::currentDateTimeUtc()});
    later<void>(context, reply, {});
}

void FakeWorkbench::loadDraft(const QString &place, QObject *context, Reply<DraftText> reply)
{
    later<DraftText>(context, reply, drafts.value(place));
}

void FakeWorkbench::command(TaskId task, TaskCommand command, const QString &, QObject *context, Reply<void> reply)
{
    static const char *const names[] = {"Queue", "Hold", "StartNow", "Interrupt", "Resume", "Retry", "Cancel"};
    note(u"command %1 %2"_s.arg(task.value).arg(QString::fromLatin1(names[size_t(command)])));
    if (!failNext) {
        switch (command) {
        case TaskCommand::Queue:
        case TaskCommand::Retry: setState(task, TaskState::Queued); break;
        case TaskCommand::Hold: setState(task, TaskState::Held); break;
        case TaskCommand::StartNow:
        case TaskCommand::Resume:
            startRound(task);
            setState(task, TaskState::Working);
            break;
        case TaskCommand::Interrupt: setState(task, TaskState::Interrupted,
                                              u"Stopped by Ada; its work is kept."_s); break;
        case TaskCommand::Cancel: setState(task, TaskState::Cancelled); break;
        }
    }
    later<void>(context, reply, {});
}

void FakeWorkbench::move(TaskId task, TaskId before, QObject *context, Reply<void> reply)
{
    note(u"move %1 %2"_s.arg(task.value).arg(before.value));
    double highest = 0;
    for (const TaskRecord &record : std::as_const(m_records))
        highest = std::max(highest, record.task.rank);
    m_records[task].task.rank = before.isValid() ? m_records[before].task.rank - 0.5 : highest + 1;
    publish(task);
    later<void>(context, reply, {});
}

void FakeWorkbench::snooze(TaskId task, const QDateTime &until, QObject *context, Reply<void> reply)
{
    note(u"snooze %1"_s.arg(task.value));
    m_records[task].task.snoozedUntil = until;
    publish(task);
    later<void>(context, reply, {});
}

void FakeWorkbench::setProfile(TaskId task, const QString &profile, QObject *context, Reply<void> reply)
{
    note(u"setProfile %1 %2"_s.arg(task.value).arg(profile));
    m_records[task].task.profile = profile;
    publish(task);
    later<void>(context, reply, {});
}

void FakeWorkbench::setBase(TaskId task, const QString &branch, QObject *context, Reply<void> reply)
{
    note(u"setBase %1 %2"_s.arg(task.value).arg(branch));
    m_records[task].task.baseBranch = branch;
    later<void>(context, reply, {});
}

void FakeWorkbench::setStrategy(TaskId task, MergeStrategy strategy, QObject *context, Reply<void> reply)
{
    note(u"setStrategy %1 %2"_s.arg(task.value).arg(mergeStrategyWord(strategy)));
    m_records[task].task.strategy = strategy;
    publish(task);
    later<void>(context, reply, {});
}

void FakeWorkbench::tell(TaskId task, const QString &text, QObject *context, Reply<void> reply)
{
    note(u"tell %1 %2"_s.arg(task.value).arg(text));
    later<void>(context, reply, {});
}

void FakeWorkbench::setBudget(TaskId task, const Budget &budget, QObject *context, Reply<QStringList> reply)
{
    note(u"setBudget %1 %2"_s.arg(task.value).arg(budgetText(budget)));
    m_records[task].task.budget = budget;
    publish(task);
    later<QStringList>(context, reply, QStringList());
}

void FakeWorkbench::answerPermission(TaskId task, const QString &requestId, const QString &optionId, GrantScope scope,
                                     QObject *context, Reply<void> reply)
{
    note(u"answerPermission %1 %2%3"_s.arg(task.value)
             .arg(optionId, scope == GrantScope::Once ? QString() : u" for the "_s + grantScopeWord(scope)));
    if (!failNext) {
        m_records[task].asks.removeIf([&](const PermissionAsk &ask) { return ask.requestId == requestId; });
        TranscriptEntry entry;
        entry.kind = TranscriptEntry::Kind::Permission;
        entry.id = requestId;
        entry.title = u"Run a command"_s;
        entry.status = optionId == u"no"_s ? u"Reject"_s : u"Allow once"_s;
        say(task, {entry});
        setState(task, TaskState::Working);
    }
    later<void>(context, reply, {});
}

void FakeWorkbench::loadTask(TaskId task, QObject *context, Reply<TaskRecord> reply)
{
    if (m_records.contains(task))
        later<TaskRecord>(context, reply, m_records.value(task));
    else
        later<TaskRecord>(context, reply, fail(ErrorCode::NotFound, u"There is no such task."_s));
}

void FakeWorkbench::loadEvents(TaskId task, QObject *context, Reply<QStringList> reply)
{
    later<QStringList>(context, reply, m_events.value(task));
}

void FakeWorkbench::loadTranscript(TaskId task, int round, const TranscriptSpot &spot, QObject *context,
                                   Reply<TranscriptPage> reply)
{
    // Here an offset is a position in the list, and a page as long as `transcriptPage`.
    const QList<TranscriptEntry> all = m_transcripts.value(task).value(round);
    qsizetype from = 0, to = all.size();
    if (spot.way == TranscriptSpot::Way::After) {
        from = std::min<qsizetype>(spot.offset, all.size());
        to = std::min<qsizetype>(from + transcriptPage, all.size());
    } else {
        to = spot.way == TranscriptSpot::Way::End ? all.size() : std::min<qsizetype>(spot.offset, all.size());
        from = std::max<qsizetype>(0, to - transcriptPage);
    }
    TranscriptPage page{all.sliced(from, to - from), from, to, to == all.size(), 0};
    for (qsizetype i = 0; i < page.entries.size(); ++i)
        page.entries[i].place = from + i;
    later<TranscriptPage>(context, reply, page);
}

void FakeWorkbench::loadCheckLog(EvidenceId evidence, qint64, QObject *context, Reply<QString> reply)
{
    QString log = u"Test project /home/ada/src/lantern/build\n"_s;
    for (int i = 1; i <= 42; ++i)
        log += u"%1/42 Test #%1: entries_%2 ............   Passed    0.0%3 sec\n"_s.arg(i)
                   .arg(i * evidence.value % 97)
                   .arg(i % 10);
    later<QString>(context, reply, log + u"\n100% tests passed, 0 tests failed out of 42\n"_s);
}

void FakeWorkbench::loadComments(TaskId task, QObject *context, Reply<QList<review::Comment>> reply)
{
    QList<review::Comment> comments;
    for (const review::Comment &comment : std::as_const(m_comments)) {
        if (comment.task == task)
            comments << comment;
    }
    later<QList<review::Comment>>(context, reply, comments);
}

void FakeWorkbench::saveComment(const review::Comment &comment, QObject *context, Reply<review::Comment> reply)
{
    review::Comment saved = comment;
    m_comments.removeIf([&](const review::Comment &old) { return comment.id.isValid() && old.id == comment.id; });
    if (!saved.id.isValid())
        saved.id = CommentId{m_nextId++};
    m_comments << saved;
    note(u"saveComment %1"_s.arg(saved.id.value));
    Q_EMIT commentsChanged(saved.task);
    later<review::Comment>(context, reply, saved);
}

void FakeWorkbench::deleteComment(CommentId comment, QObject *context, Reply<void> reply)
{
    m_comments.removeIf([&](const review::Comment &old) { return old.id == comment; });
    later<void>(context, reply, {});
}

void FakeWorkbench::loadReadMarks(TaskId task, QObject *context, Reply<QList<QByteArray>> reply)
{
    later<QList<QByteArray>>(context, reply, m_marks.value(task));
}

void FakeWorkbench::setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread,
                                 QObject *context, Reply<void> reply)
{
    for (const QByteArray &key : read + unread)
        m_marks[task].removeAll(key);
    m_marks[task] += read;
    later<void>(context, reply, {});
}

void FakeWorkbench::loadReviewMemory(TaskId task, QObject *context, Reply<review::ReviewMemory> reply)
{
    later<review::ReviewMemory>(context, reply, memories.value(task));
}

void FakeWorkbench::noteLook(TaskId task, const ObjectId &snapshot, QObject *context, Reply<void> reply)
{
    QList<review::Look> &looks = memories[task].looks;
    looks.removeIf([&](const review::Look &look) { return look.snapshot == snapshot; });
    looks << review::Look{snapshot, QDateTime::currentDateTimeUtc()};
    later<void>(context, reply, {});
}

void FakeWorkbench::keepDraft(TaskId task, const std::optional<review::Comment> &draft, QObject *context,
                              Reply<void> reply)
{
    memories[task].draft = draft;
    later<void>(context, reply, {});
}

void FakeWorkbench::previewFeedback(TaskId, const QString &text, QObject *context, Reply<QString> reply)
{
    later<QString>(context, reply, u"Please change the following:\n"_s + text);
}

void FakeWorkbench::giveVerdict(TaskId task, const ObjectId &, Verdict verdict, const QString &, QObject *context,
                                Reply<void> reply)
{
    note(u"giveVerdict %1 %2"_s.arg(task.value).arg(verdictWord(verdict)));
    if (!failNext) {
        if (verdict == Verdict::RequestChanges)
            startRound(task);
        setState(task, verdict == Verdict::Approve ? TaskState::Approved : verdict == Verdict::Reject
                 ? TaskState::Rejected : TaskState::Working);
    }
    later<void>(context, reply, {});
}

void FakeWorkbench::previewMerge(TaskId task, MergeStrategy, QObject *context, Reply<MergePreview> reply)
{
    MergePreview preview;
    preview.baseBranch = u"main"_s;
    preview.message = u"%1\n\nDocket-Task: %2\nDocket-Spec: 1\nDocket-Reviewer: Ada\n"_s.arg(m_records[task].task.title)
                          .arg(task.value);
    preview.possible = {MergeStrategy::MergeCommit, MergeStrategy::Squash, MergeStrategy::FastForward};
    preview.conflicts = m_records[task].task.conflicts;
    preview.missingEvidence = missingEvidence;
    preview.needsNote = !missingEvidence.isEmpty();
    if (preview.needsNote)
        preview.refusal =
            u"These required checks have not passed on this very tree: %1."_s.arg(missingEvidence.join(u", "_s));
    later<MergePreview>(context, reply, preview);
}

void FakeWorkbench::merge(TaskId task, MergeStrategy strategy, const QString &why, QObject *context, Reply<void> reply)
{
    note(u"merge %1 %2"_s.arg(task.value).arg(mergeStrategyWord(strategy))
         + (why.isEmpty() ? QString() : u" because "_s + why));
    if (!failNext)
        setState(task, TaskState::Merged);
    later<void>(context, reply, {});
}

void FakeWorkbench::handConflictsBack(TaskId task, QObject *context, Reply<void> reply)
{
    note(u"handConflictsBack %1"_s.arg(task.value));
    startRound(task);
    setState(task, TaskState::Working);
    later<void>(context, reply, {});
}

void FakeWorkbench::setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply)
{
    note(u"setSettings %1"_s.arg(settings.slots));
    m_settings = settings;
    later<void>(context, reply, {});
}

/** As the engine does it, over the files that are given. */
quint64 FakeDiffSource::place(const PlaceRequest &request)
{
    placeRequests << request;
    const quint64 number = ++m_placeNumber;
    QTimer::singleShot(0, this, [this, number, request] {
        if (number != m_placeNumber)
            return;
        review::PortTarget target;
        target.versionAt = [this](const QByteArray &path, diff::Side side) -> diff::FileVersion {
            for (const diff::FileEntry &entry : std::as_const(files)) {
                const diff::FileVersion &version = side == diff::Side::Left ? entry.before : entry.after;
                if (version.path == path)
                    return version;
            }
            return {};
        };
        target.readBlob = [this](const ObjectId &blob) -> Result<QByteArray> {
            for (const auto &diff : std::as_const(diffs)) {
                for (const diff::Side side : {diff::Side::Left, diff::Side::Right}) {
                    const diff::FileVersion &version =
                        side == diff::Side::Left ? diff->entry().before : diff->entry().after;
                    if (version.blob != blob)
                        continue;
                    QByteArray text;
                    for (int line = 0; line < diff->text(side).lineCount(); ++line)
                        text += diff->text(side).line(line).toByteArray() + '\n';
                    return text;
                }
            }
            return fail(ErrorCode::NotFound, u"There is no such blob."_s);
        };
        target.changed.assign(files.begin(), files.end());
        Q_EMIT placed(number, review::portComments({request.comments.begin(), request.comments.end()}, target));
    });
    return number;
}

quint64 FakeDiffSource::open(const DiffRequest &request)
{
    requests << request;
    const quint64 generation = ++m_generation;
    QTimer::singleShot(0, this, [this, generation] {
        if (generation != m_generation)
            return;
        Q_EMIT filesListed(generation, files);
        for (int i = 0; i < diffs.size(); ++i)
            Q_EMIT fileReady(generation, i, diffs[i]);
        Q_EMIT finished(generation);
    });
    return generation;
}

} // namespace docket
