// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/doctor.h"

#include "git/snapshot.h"
#include "git/worktrees.h"
#include "process/processtree.h"
#include "store/storelock.h"
#include "store/storereader.h"

#include <QDir>
#include <QSet>
#include <QStorageInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

using Kind = Finding::Kind;

constexpr qint64 littleRoom = 512LL << 20;

/** Worktrees of all projects that carry a mark of Docket, by project. */
struct ProjectWorktrees
{
    Project project;
    QList<git::AttemptWorktree> worktrees;
};

/** One look at everything; collects its findings. */
class Examination
{
public:
    Examination(const Paths &paths, const StoreReader &reader, const CancelToken &cancel)
        : m_paths(paths), m_reader(reader), m_cancel(cancel),
          m_storeId(reader.setting(u"store-id"_s).value_or(QString())), m_holder(StoreLock::holder(paths.store()))
    {
    }

    Diagnosis run()
    {
        lookAtStore();
        lookAtLog();
        lookAtProjects();
        lookAtFolders();
        lookAtProcesses();
        lookAtDisk();
        return m_diagnosis;
    }

    const QList<ProjectWorktrees> &projects() const { return m_projects; }
    const QString &storeId() const { return m_storeId; }
    bool isStray(const git::AttemptWorktree &worktree) const
    {
        if (m_storeId.isEmpty() || worktree.storeId != m_storeId)
            return false;
        const auto task = m_reader.taskOf(worktree.attempt);
        return !task && task.error().code == ErrorCode::NotFound; // any other error proves nothing
    }
    void lookAtProjects();

private:
    void say(Kind kind, const QString &area, const QString &sentence, const QString &advice = {},
             const QString &path = {})
    {
        m_diagnosis.findings.append({kind, area, sentence, advice, path});
    }
    void lookAtStore();
    void lookAtLog();
    void lookAtWorktree(const git::Worktrees &worktrees, const git::AttemptWorktree &worktree);
    void lookAtFolders();
    void lookAtProcesses();
    void lookAtDisk();

    const Paths &m_paths;
    const StoreReader &m_reader;
    CancelToken m_cancel;
    QString m_storeId;
    std::optional<LockHolder> m_holder;
    QList<ProjectWorktrees> m_projects;
    Diagnosis m_diagnosis;
};

void Examination::lookAtStore()
{
    const auto whole = m_reader.checkIntegrity();
    if (!whole)
        say(Kind::Damage, u"store"_s, whole.error().detail, {}, whole.error().context);
    else
        say(Kind::Fine, u"store"_s, u"The file is whole."_s, {}, m_paths.store());
    if (m_holder)
        say(Kind::Note, u"store"_s, u"It is in use by %1."_s.arg(m_holder->text()));
}

void Examination::lookAtLog()
{
    if (m_cancel.isCancelled())
        return;
    const auto chain = m_reader.verifyChain();
    if (!chain) {
        say(Kind::Damage, u"log"_s, chain.error().detail, {}, chain.error().context);
        return;
    }
    m_diagnosis.events = chain->events;
    m_diagnosis.head = chain->head;
    say(Kind::Fine, u"log"_s,
        u"%1 events, every hash fits the one before, and the tables say what the events say. The last hash is %2."_s
            .arg(chain->events)
            .arg(QString::fromLatin1(chain->head)));
}

void Examination::lookAtProjects()
{
    const auto projects = m_reader.projects();
    for (const Project &project : projects.value_or(QList<Project>())) {
        if (m_cancel.isCancelled())
            return;
        const auto repository = git::Repository::open(project.path);
        if (!repository) {
            say(Kind::Note, u"project"_s, u"%1 cannot be opened: %2"_s.arg(project.name, repository.error().detail),
                u"Bring it back to its place, or take it from the list of projects."_s, project.path);
            continue;
        }
        const git::Worktrees worktrees(repository->commonDir());
        ProjectWorktrees found{project, worktrees.list().value_or(QList<git::AttemptWorktree>())};
        for (const git::AttemptWorktree &worktree : std::as_const(found.worktrees))
            lookAtWorktree(worktrees, worktree);
        m_projects.append(std::move(found));
    }
}

void Examination::lookAtWorktree(const git::Worktrees &worktrees, const git::AttemptWorktree &worktree)
{
    if (worktree.storeId != m_storeId) {
        say(Kind::Note, u"worktree"_s,
            u"It belongs to another store of Docket (%1) and is left alone."_s.arg(worktree.storeId), {},
            worktree.path);
        return;
    }
    if (isStray(worktree)) {
        say(Kind::NeedsPerson, u"worktree"_s,
            u"It carries this store's mark, but the store knows no attempt %1."_s.arg(worktree.attempt.value),
            u"`docket doctor --tidy` keeps a snapshot of it and removes it; git keeps that as %1."_s.arg(
                git::snapshotRef(m_storeId, worktree.attempt, u"removed"_s)),
            worktree.path);
        return;
    }
    const auto task = m_reader.taskOf(worktree.attempt);
    const auto record = task ? m_reader.record(*task) : Result<TaskRecord>(std::unexpected(task.error()));
    if (!record)
        return;
    const bool isOver = isFinal(record->task.state) || record->attempts.constLast().id != worktree.attempt;
    const QString whose = u"Task %1, %2"_s.arg(task->value).arg(taskStateWord(record->task.state));
    if (isOver) {
        say(Kind::Note, u"worktree"_s,
            u"%1: it is not needed any more; the engine removes it, after a snapshot, when it starts."_s.arg(whose), {},
            worktree.path);
        return;
    }
    const auto health = worktrees.health(worktree);
    const QString sentence = health ? health->sentence() : health.error().detail;
    say(sentence.isEmpty() ? Kind::Fine : Kind::Note, u"worktree"_s,
        sentence.isEmpty() ? whose + u'.' : whose + u": "_s + sentence, {}, worktree.path);
}

void Examination::lookAtFolders()
{
    QSet<QString> known;
    for (const ProjectWorktrees &project : std::as_const(m_projects)) {
        for (const git::AttemptWorktree &worktree : project.worktrees)
            known.insert(worktree.path);
    }
    constexpr auto folders = QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden;
    const QFileInfoList projects = QDir(m_paths.worktrees()).entryInfoList(folders, QDir::Name);
    for (const QFileInfo &project : projects) {
        const QFileInfoList attempts = QDir(project.filePath()).entryInfoList(folders, QDir::Name);
        for (const QFileInfo &attempt : attempts) {
            if (known.contains(attempt.filePath()))
                continue;
            say(Kind::NeedsPerson, u"folder"_s,
                u"No repository that is open here knows this folder, so nothing proves whose it is."_s,
                u"Look into it, and delete it yourself when nothing in it is needed."_s, attempt.filePath());
        }
    }
}

void Examination::lookAtProcesses()
{
    const auto trees = leftOverTrees(m_storeId.toUtf8());
    for (const auto &[marker, processes] : trees.asKeyValueRange()) {
        const AttemptId attempt{marker.split('-').value(1).toLongLong()};
        const auto task = m_reader.taskOf(attempt);
        const auto card = task ? m_reader.card(*task) : Result<TaskCard>(std::unexpected(task.error()));
        QStringList numbers;
        for (const ProcessInfo &process : processes)
            numbers << QString::number(process.pid);
        const QString which = u"%1 of attempt %2"_s.arg(numbers.join(u", "_s)).arg(attempt.value);
        if (m_holder && card && occupiesSlot(card->state))
            say(Kind::Fine, u"process"_s, u"%1 run for task %2."_s.arg(which).arg(task->value));
        else
            say(Kind::NeedsPerson, u"process"_s, u"%1 are left over; no engine watches them."_s.arg(which),
                u"The next start of Docket ends them: open the window, or `docket run --until-idle`."_s);
    }
    if (trees.isEmpty())
        say(Kind::Fine, u"process"_s, u"None is left over."_s);
}

void Examination::lookAtDisk()
{
    const QStorageInfo disk(m_paths.data);
    if (disk.isValid() && disk.bytesAvailable() < littleRoom)
        say(Kind::Note, u"disk"_s,
            u"Only %1 MB are free where Docket keeps its data."_s.arg(disk.bytesAvailable() >> 20),
            u"Make room before agents run: a full disk stops the engine."_s, m_paths.data);
}

} // namespace

QString findingKindWord(Finding::Kind kind)
{
    switch (kind) {
    case Kind::Fine: return u"fine"_s;
    case Kind::Note: return u"note"_s;
    case Kind::NeedsPerson: return u"needs-person"_s;
    case Kind::Damage: return u"damage"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

Finding::Kind Diagnosis::worst() const
{
    Kind worst = Kind::Fine;
    for (const Finding &finding : findings)
        worst = std::max(worst, finding.kind);
    return worst;
}

Result<Diagnosis> examine(const Paths &paths, const CancelToken &cancel)
{
    const auto reader = StoreReader::open(paths.store());
    if (!reader && reader.error().code == ErrorCode::NotFound)
        return std::unexpected(reader.error());
    if (!reader) // newer, damaged, unreadable: said, and nothing else can be known
        return Diagnosis{{{Kind::Damage, u"store"_s, reader.error().detail, {}, reader.error().context}}, 0, {}};
    Diagnosis diagnosis = Examination(paths, **reader, cancel).run();
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, u"Cancelled."_s);
    return diagnosis;
}

Result<QList<Finding>> removeStrays(const Paths &paths, const CancelToken &cancel)
{
    const auto lock = StoreLock::take(paths.store(), u"docket doctor"_s);
    if (!lock)
        return std::unexpected(lock.error());
    const auto reader = StoreReader::open(paths.store());
    if (!reader)
        return std::unexpected(reader.error());
    Examination examination(paths, **reader, cancel);
    examination.lookAtProjects();
    QList<Finding> done;
    for (const ProjectWorktrees &project : examination.projects()) {
        for (const git::AttemptWorktree &worktree : project.worktrees) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, u"Cancelled."_s);
            if (!examination.isStray(worktree))
                continue;
            const auto removed = git::Worktrees(worktree.commonDir).remove(worktree);
            if (!removed)
                done.append({Kind::NeedsPerson,
                             u"worktree"_s,
                             u"It was not removed: %1"_s.arg(removed.error().detail),
                             {},
                             worktree.path});
            else
                done.append({Kind::Fine,
                             u"worktree"_s,
                             removed->keptCommit.isValid() ? u"Removed; what was in it is kept as %1 in %2."_s.arg(
                                                                 removed->keptAs, project.project.path)
                                                           : u"Removed; its folder was gone already."_s,
                             {},
                             worktree.path});
        }
    }
    return done;
}

} // namespace docket
