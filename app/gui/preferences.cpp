// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/preferences.h"

#include <QSettings>

#include <iterator>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

const char *const themeWords[] = {"follow", "light", "dark", "light-contrast", "dark-contrast"};

} // namespace

bool Preferences::isQuietAt(const QTime &time) const
{
    if (!quietHours || quietFrom == quietUntil)
        return false;
    return quietFrom < quietUntil ? time >= quietFrom && time < quietUntil : time >= quietFrom || time < quietUntil;
}

Preferences PreferencesStore::load() const
{
    Preferences p;
    const QString theme = m_settings.value("theme").toString();
    for (int i = 0; i < int(std::size(themeWords)); ++i) {
        if (theme == QLatin1StringView(themeWords[i]))
            p.theme = ThemeChoice(i);
    }
    p.language = m_settings.value("language").toString();
    p.editor = m_settings.value("editor").toString();
    p.defaultProfile = m_settings.value("defaultProfile").toString();
    p.alerts = m_settings.value("alerts", true).toBool();
    p.quietHours = m_settings.value("quietHours", false).toBool();
    const auto time = [this](const char *key, const QTime &otherwise) {
        const QTime read = QTime::fromString(m_settings.value(key).toString(), u"HH:mm"_s);
        return read.isValid() ? read : otherwise;
    };
    p.quietFrom = time("quietFrom", p.quietFrom);
    p.quietUntil = time("quietUntil", p.quietUntil);
    return p;
}

void PreferencesStore::save(const Preferences &p)
{
    m_settings.setValue("theme", QString::fromLatin1(themeWords[int(p.theme)]));
    m_settings.setValue("language", p.language);
    m_settings.setValue("editor", p.editor);
    m_settings.setValue("defaultProfile", p.defaultProfile);
    m_settings.setValue("alerts", p.alerts);
    m_settings.setValue("quietHours", p.quietHours);
    m_settings.setValue("quietFrom", p.quietFrom.toString(u"HH:mm"_s));
    m_settings.setValue("quietUntil", p.quietUntil.toString(u"HH:mm"_s));
}

QByteArray PreferencesStore::geometry() const
{
    return m_settings.value("window/geometry").toByteArray();
}

QByteArray PreferencesStore::splitter() const
{
    return m_settings.value("window/splitter").toByteArray();
}

void PreferencesStore::saveLayout(const QByteArray &geometry, const QByteArray &splitter)
{
    m_settings.setValue("window/geometry", geometry);
    m_settings.setValue("window/splitter", splitter);
}

bool PreferencesStore::takeTrayHint()
{
    if (m_settings.value("saidTray", false).toBool())
        return false;
    m_settings.setValue("saidTray", true);
    return true;
}

} // namespace docket
