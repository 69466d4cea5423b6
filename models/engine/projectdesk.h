// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"

namespace docket {

/** What opening a folder found. */
struct OpenedProject
{
    Project project;
    QStringList notes;      ///< sentences for the person (dirty, shallow, detached ...)
    bool hasConfiguration = false;
    QString proposal;       ///< docket.yaml made from what is there, where it has none
};

/** What a person does with projects. Engine thread. */
class ProjectDesk : public QObject
{
    Q_OBJECT

public:
    explicit ProjectDesk(EngineCore &core, QObject *parent = nullptr);

    /** Finds the repository around `path` and makes it a project. NotFound, Refused and the like in a sentence. */
    void open(const QString &path, const Reply<OpenedProject> &reply);
    Result<void> forget(ProjectId project);
    /** Writes docket.yaml into the work tree, never over an existing one. Answers with its path. */
    void writeConfiguration(ProjectId project, const QString &yaml, const Reply<QString> &reply);

private:
    EngineCore &m_core;
};

} // namespace docket
