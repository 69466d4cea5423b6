// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/preferences.h"
#include "items/workbench.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QTimeEdit;

namespace docket {

/** Settings of the engine and of windows. Everything takes effect when it is confirmed. */
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(const Workbench &workbench, const Preferences &preferences, QWidget *parent);

    Preferences preferences() const;
    EngineSettings engineSettings() const;

Q_SIGNALS:
    void applied(const docket::Preferences &preferences, const docket::EngineSettings &engine);
    /** The agents are to be looked at; the dialog is closed without applying. */
    void profilesRequested();

private:
    QSpinBox *m_slots;
    QSpinBox *m_timeout;
    QComboBox *m_profile;
    QComboBox *m_theme;
    QComboBox *m_language;
    QLineEdit *m_editor;
    QCheckBox *m_alerts;
    QCheckBox *m_quiet;
    QTimeEdit *m_quietFrom;
    QTimeEdit *m_quietUntil;
};

} // namespace docket
