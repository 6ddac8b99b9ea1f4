/** What `hesse train` is made of: rules, optimisers and schedules by name, and what is evaluated along a run. */
package org.hesse.lab.train;
