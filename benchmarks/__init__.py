"""Measurements as ratios in one run: against the floor (a bare parse), against peers, against one process.

Nothing here is a test and no test is timed: a slow machine changes seconds, hardly ratios.
"""
