// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/projectfiles.h"

#include "engine/discard.h"
#include "git/export.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

Result<ProjectConfig> configAt(const git::Repository &repository, const ObjectId &commit)
{
    const auto bytes = repository.readFileAt(commit, QString::fromLatin1(configFileName));
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return parseConfig({});
    if (!bytes)
        return std::unexpected(bytes.error());
    return parseConfig(*bytes);
}

Result<ProjectConfig> configOfBranch(const QString &projectPath, const QString &branch)
{
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    const auto tip = repository->branchTip(branch);
    if (!tip)
        return std::unexpected(tip.error());
    return configAt(*repository, *tip);
}

Result<ProjectGround> groundAt(const QString &projectPath, const ObjectId &base)
{
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    auto config = configAt(*repository, base);
    if (!config)
        return std::unexpected(config.error());
    return ProjectGround{std::move(*config), repository->commonDir()};
}

bool baseWasBroughtIn(const TaskRecord &record)
{
    const Attempt *attempt = record.currentAttempt();
    return attempt && (attempt->broughtIn.isValid() || std::ranges::any_of(record.rounds, [&](const Round &round) {
        return round.attempt == attempt->id && round.base != attempt->baseCommit;
    }));
}

Result<void> freshCheckout(const QString &projectPath, const ObjectId &commit, const QString &folder,
                           const CancelToken &cancel)
{
    if (const auto removed = QFileInfo::exists(folder) ? deleteTree(folder) : Result<void>(); !removed)
        return removed;
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::Io,
                    u"This folder cannot be made; check that its parent can be written and that the disk has room."_s,
                    folder);
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    return git::exportTree(*repository, commit, folder, cancel);
}

} // namespace docket
