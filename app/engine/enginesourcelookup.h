// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobpool.h"
#include "items/sourcelookup.h"

#include <QTemporaryDir>

#include <memory>

namespace docket {

/** SourceLookup over the engine room's jobs, on a small pool of its own. GUI thread. */
class EngineSourceLookup final : public SourceLookup
{
    Q_OBJECT

public:
    explicit EngineSourceLookup(QObject *parent = nullptr);

    /** "kate --line {line} {file}"; empty: $VISUAL. */
    void setEditor(const QString &command) { m_editor = command; }

    CancelToken readBlob(const QString &repository, const ObjectId &blob, qint64 maxBytes, QObject *context,
                         Reply<QByteArray> reply) override;
    CancelToken readFile(const SourcePlace &place, QObject *context, Reply<QByteArray> reply) override;
    CancelToken findAuthors(const SourcePlace &file, QObject *context, Reply<review::AuthorshipPtr> reply) override;
    CancelToken findDefinitions(const DefinitionQuery &query, QObject *context,
                                Reply<QList<review::Definition>> reply) override;
    CancelToken permalink(const SourcePlace &place, QObject *context, Reply<QString> reply) override;
    CancelToken exportChange(const ChangeExport &change, QObject *context, Reply<void> reply) override;
    CancelToken openInEditor(const SourcePlace &place, const QString &worktree, QObject *context,
                             Reply<QString> reply) override;

private:
    template<typename T, typename Work>
    CancelToken run(QObject *context, Work work, Reply<T> reply, int priority = 0);

    JobPool m_pool;
    std::shared_ptr<QTemporaryDir> m_copies; ///< for the editor; gone with Docket
    QString m_editor;
};

} // namespace docket
