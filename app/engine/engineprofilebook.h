// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/profilebook.h"

#include <QHash>

namespace docket {

class EngineThread;

/**
 * ProfileBook over an engine's thread: files are read and written and programs tried there. Versions are asked for in
 * the background, one program after the other, once and after each change.
 */
class EngineProfileBook final : public ProfileBook
{
    Q_OBJECT

public:
    explicit EngineProfileBook(EngineThread &thread, QObject *parent = nullptr);

    void load(QObject *context, Reply<QList<ProfileDraft>> reply) override;
    void save(const ProfileDraft &draft, QObject *context, Reply<void> reply) override;
    void remove(const QString &name, QObject *context, Reply<void> reply) override;
    void check(const ProfileDraft &draft, QObject *context, Reply<ProfileHealth> reply) override;

    /** Starts the search; changed() follows when all were asked. */
    void lookForAgents();
    QString versionOf(const QString &name) const { return m_versions.value(name); }

private:
    EngineThread &m_thread;
    QHash<QString, QString> m_versions;
};

} // namespace docket
