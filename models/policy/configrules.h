// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/config.h"
#include "policy/yamlreading.h"

/** The parts of docket.yaml that say what may happen. Private to the room; a mistake is thrown (yaml::Mistake). */
namespace docket::yaml {

void readPolicy(const YAML::Node &node, Policy &policy);
void readSandbox(const YAML::Node &node, NetworkMode &network, RunLimits &limits);
void readLimits(const YAML::Node &node, RunLimits &limits);
Budgets readBudgets(const YAML::Node &node, PolicyAnswer &unmeasured);

} // namespace docket::yaml
