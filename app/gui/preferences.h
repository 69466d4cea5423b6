// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/appearance.h"

#include <QByteArray>
#include <QString>
#include <QTime>

class QSettings;

namespace docket {

/** What a person chose about windows; nothing of it matters to the engine. */
struct Preferences
{
    ThemeChoice theme = ThemeChoice::Follow;
    QString language;        ///< "zh_TW"; empty follows the system
    QString editor;          ///< "kate --line {line} {file}"; empty: $VISUAL
    QString defaultProfile;  ///< preselected for new tasks; empty: the project's
    bool alerts = true;
    bool quietHours = false;
    QTime quietFrom = QTime(22, 0);
    QTime quietUntil = QTime(7, 0); ///< before quietFrom: the night between

    bool isQuietAt(const QTime &time) const;
    bool operator==(const Preferences &) const = default;
};

/** Reads and writes them; damaged values become the default. The file belongs to windows alone. */
class PreferencesStore
{
public:
    explicit PreferencesStore(QSettings &settings) : m_settings(settings) {}

    Preferences load() const;
    void save(const Preferences &preferences);
    QByteArray geometry() const;
    QByteArray splitter() const;
    void saveLayout(const QByteArray &geometry, const QByteArray &splitter);
    /** True once, ever: whether to say that closing keeps agents running. */
    bool takeTrayHint();

private:
    QSettings &m_settings;
};

} // namespace docket
