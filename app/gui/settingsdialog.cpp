// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settingsdialog.h"

#include "widgets/common/appearance.h"
#include "widgets/common/primarybutton.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTimeEdit>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

template<typename W>
W *named(W *widget, const QString &objectName, const QString &name)
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(name);
    return widget;
}

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(const Workbench &workbench, const Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_slots(named(new QSpinBox, u"settingsSlots"_s, tr("Tasks that run at once"))),
      m_timeout(named(new QSpinBox, u"settingsTimeout"_s, tr("Longest time of one round, in minutes"))),
      m_profile(named(new QComboBox, u"settingsProfile"_s, tr("Agent for new tasks"))),
      m_theme(named(new QComboBox, u"settingsTheme"_s, tr("Colours"))),
      m_language(named(new QComboBox, u"settingsLanguage"_s, tr("Language"))),
      m_editor(named(new QLineEdit(preferences.editor), u"settingsEditor"_s, tr("Command of the editor"))),
      m_alerts(named(new QCheckBox(tr("Notify me when a task &needs me")), u"settingsAlerts"_s,
                     tr("Notify me when a task needs me"))),
      m_quiet(named(new QCheckBox(tr("&Quiet hours from")), u"settingsQuiet"_s, tr("Quiet hours"))),
      m_quietFrom(named(new QTimeEdit(preferences.quietFrom), u"settingsQuietFrom"_s, tr("Quiet hours begin"))),
      m_quietUntil(named(new QTimeEdit(preferences.quietUntil), u"settingsQuietUntil"_s, tr("Quiet hours end")))
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    const EngineSettings engine = workbench.settings();
    m_slots->setRange(1, 64);
    m_slots->setValue(engine.slots);
    m_timeout->setRange(1, 1440);
    m_timeout->setValue(engine.agentTimeoutMinutes);
    m_timeout->setSuffix(tr(" min"));
    m_profile->addItem(tr("Project's default"), QString());
    for (const ProfileInfo &known : workbench.profiles())
        m_profile->addItem(known.problem.isEmpty() ? known.title : tr("%1 (not available)").arg(known.title),
                           known.name);
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(preferences.defaultProfile)));
    m_theme->addItem(tr("As the desktop"), int(ThemeChoice::Follow));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    m_theme->addItem(tr("Light, high contrast"), int(ThemeChoice::LightContrast));
    m_theme->addItem(tr("Dark, high contrast"), int(ThemeChoice::DarkContrast));
    m_theme->setCurrentIndex(m_theme->findData(int(preferences.theme)));
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"\u7e41\u9ad4\u4e2d\u6587"_s, u"zh_TW"_s);
    m_language->setCurrentIndex(std::max(0, m_language->findData(preferences.language)));
    m_language->setToolTip(tr("Takes effect at the next start"));
    m_editor->setPlaceholderText(u"kate --line {line} {file}"_s);
    m_editor->setToolTip(
        tr("A program, with {file} and {line} where they belong; empty: what VISUAL names. No shell is involved."));
    m_editor->setMinimumWidth(m_editor->fontMetrics().averageCharWidth() * 34);
    m_alerts->setChecked(preferences.alerts);
    m_quiet->setChecked(preferences.quietHours);

    auto *quiet = new QHBoxLayout;
    quiet->addWidget(m_quiet);
    quiet->addWidget(m_quietFrom);
    quiet->addWidget(new QLabel(tr("until", "quiet hours from ... until ...")));
    quiet->addWidget(m_quietUntil);
    quiet->addStretch();
    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(14);
    form->addRow(heading(tr("Agents")));
    form->addRow(tr("Tasks that &run at once"), m_slots);
    form->addRow(tr("&Longest round"), m_timeout);
    form->addRow(tr("&Agent for new tasks"), m_profile);
    auto *agents = new PrimaryButton(PrimaryButton::Look::Plain, tr("&Edit agents\u2026"));
    agents->setObjectName(u"settingsAgents"_s);
    connect(agents, &QPushButton::clicked, this, [this] {
        Q_EMIT profilesRequested();
        reject();
    });
    form->addRow(QString(), agents);
    form->addRow(heading(tr("Windows")));
    form->addRow(tr("&Colours"), m_theme);
    form->addRow(tr("Lan&guage"), m_language);
    form->addRow(tr("&Editor"), m_editor);
    form->addRow(heading(tr("Alerts")));
    form->addRow(m_alerts);
    form->addRow(quiet);
    auto *cancel = new PrimaryButton(PrimaryButton::Look::Plain, tr("Back"));
    cancel->setObjectName(u"settingsCancel"_s);
    auto *apply = new PrimaryButton(PrimaryButton::Look::Prominent, tr("Apply"));
    apply->setObjectName(u"settingsApply"_s);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(form);
    layout->addLayout(row);

    const auto enable = [this] {
        m_quiet->setEnabled(m_alerts->isChecked());
        m_quietFrom->setEnabled(m_alerts->isChecked() && m_quiet->isChecked());
        m_quietUntil->setEnabled(m_quietFrom->isEnabled());
    };
    connect(m_alerts, &QCheckBox::toggled, this, enable);
    connect(m_quiet, &QCheckBox::toggled, this, enable);
    enable();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, [this] {
        Q_EMIT applied(this->preferences(), engineSettings());
        accept();
    });
}

Preferences SettingsDialog::preferences() const
{
    Preferences p;
    p.theme = ThemeChoice(m_theme->currentData().toInt());
    p.language = m_language->currentData().toString();
    p.editor = m_editor->text().trimmed();
    p.defaultProfile = m_profile->currentData().toString();
    p.alerts = m_alerts->isChecked();
    p.quietHours = m_quiet->isChecked();
    p.quietFrom = m_quietFrom->time();
    p.quietUntil = m_quietUntil->time();
    return p;
}

EngineSettings SettingsDialog::engineSettings() const
{
    EngineSettings engine;
    engine.slots = m_slots->value();
    engine.agentTimeoutMinutes = m_timeout->value();
    return engine;
}

} // namespace docket
