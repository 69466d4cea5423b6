// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/projectdesk.h"

#include "engine/projectfiles.h"
#include "git/inspect.h"
#include "store/store.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

struct Found
{
    Project project;
    QStringList notes;
    bool hasConfiguration = false;
    QString proposal;
};

QString proposalFor(const QString &root, const QString &baseBranch)
{
    const QDir folder(root);
    const QStringList files = folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    QHash<QString, QByteArray> contents;
    for (const QString &name : filesWorthReading()) {
        QFile file(folder.filePath(name));
        if (files.contains(name) && file.size() < maxConfigBytes && file.open(QIODevice::ReadOnly))
            contents.insert(name, file.readAll());
    }
    return QString::fromUtf8(proposeConfiguration(files, contents, baseBranch));
}

Result<Found> lookAt(const QString &path)
{
    const git::RepositoryFacts facts = git::inspect(path);
    if (facts.blocker)
        return std::unexpected(*facts.blocker);
    Found found;
    found.project.path = facts.root;
    found.project.name = QDir(facts.root).dirName();
    if (found.project.name.endsWith(".git"_L1))
        found.project.name.chop(4);
    found.project.baseBranch = facts.defaultBaseBranch;
    for (const git::Remark remark : facts.remarks)
        found.notes << git::remarkSentence(remark, facts);

    const auto repository = git::Repository::open(facts.root);
    const auto base = repository ? repository->branchTip(found.project.baseBranch)
                                 : Result<ObjectId>(std::unexpected(repository.error()));
    if (!base)
        return found;
    const auto bytes = repository->readFileAt(*base, QString::fromLatin1(configFileName));
    found.hasConfiguration = bytes.has_value();
    const auto config = configAt(*repository, *base);
    if (!config)
        found.notes << u"docket.yaml on %1 cannot be used; no task will start before it is put right. %2"_s.arg(
            found.project.baseBranch, config.error().text());
    else if (!config->baseBranch.isEmpty())
        found.project.baseBranch = config->baseBranch;
    if (!found.hasConfiguration && !repository->isBare()) {
        if (QFile::exists(facts.root + u'/' + QString::fromLatin1(configFileName)))
            found.notes << u"docket.yaml is not committed on %1 yet; it counts once it is."_s.arg(
                found.project.baseBranch);
        else
            found.proposal = proposalFor(facts.root, found.project.baseBranch);
    }
    return found;
}

} // namespace

ProjectDesk::ProjectDesk(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}

void ProjectDesk::open(const QString &path, const Reply<OpenedProject> &reply)
{
    m_core.pool().run(
        this, [path](const CancelToken &) { return lookAt(path); },
        [this, reply](const Result<Found> &found) {
            if (!found)
                return reply(std::unexpected(found.error()));
            if (m_core.brokenBy())
                return reply(std::unexpected(*m_core.brokenBy()));
            const auto project = m_core.store().openProject(found->project);
            if (!project)
                return reply(std::unexpected(m_core.noteStoreError(project.error())));
            m_core.noteChanges({.projects = {*project}, .tasks = {}, .removedTasks = {}});
            reply(OpenedProject{*project, found->notes, found->hasConfiguration, found->proposal});
        },
        4);
}

Result<void> ProjectDesk::forget(ProjectId project)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    const auto forgotten = m_core.store().forgetProject(project);
    if (!forgotten)
        return std::unexpected(m_core.noteStoreError(forgotten.error()));
    return {};
}

void ProjectDesk::writeConfiguration(ProjectId id, const QString &yaml, const Reply<QString> &reply)
{
    const auto project = m_core.project(id);
    if (!project)
        return reply(std::unexpected(project.error()));
    if (const auto config = parseConfig(yaml.toUtf8()); !config)
        return reply(std::unexpected(config.error()));
    m_core.pool().run(
        this,
        [root = project->path, yaml](const CancelToken &) -> Result<QString> {
            if (git::inspect(root, {.countChanges = false}).has(git::Remark::Bare))
                return fail(ErrorCode::Refused,
                            u"A bare repository has no work tree to write docket.yaml into; commit it from a clone."_s,
                            root);
            const QString path = root + u'/' + QString::fromLatin1(configFileName);
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
                const bool exists = QFile::exists(path);
                return fail(exists ? ErrorCode::AlreadyExists : ErrorCode::Io,
                            exists ? u"There is a docket.yaml already; edit that one."_s
                                   : u"docket.yaml cannot be written: %1."_s.arg(file.errorString()),
                            path);
            }
            if (file.write(yaml.toUtf8()) < 0 || !file.flush())
                return fail(ErrorCode::Io, u"docket.yaml cannot be written: %1."_s.arg(file.errorString()), path);
            return path;
        },
        reply, 4);
}

} // namespace docket
