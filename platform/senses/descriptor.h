// Known here as well: the rooms above ask the senses for it.
#pragma once

#include "platform/base/descriptor.h"
