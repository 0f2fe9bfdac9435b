"""Serves MiniStack, the AWS emulator, on the Unix socket that is named as argument, and ends with its standard input.

MiniStack 1.4 leaves out some of what AWS does and the guardian counts on. Each such thing is done here, next to its name.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import types
from datetime import datetime, timezone

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app
from ministack.core import lambda_runtime
from ministack.core.responses import new_uuid
from ministack.services import eventbridge, iam, lambda_svc, sns, sqs
from ministack.services.cloudformation import provisioners


def completes(resource_type):
    """What follows completes CloudFormation's creation of such a resource: (physical id, attributes), properties."""

    def register(complete):
        handlers = provisioners._RESOURCE_HANDLERS[resource_type]
        create = handlers["create"]

        def create_whole(logical_id, properties, stack_name):
            return complete(create(logical_id, properties, stack_name), properties)

        handlers["create"] = create_whole

    return register


@completes("AWS::SQS::Queue")
def queue_with_dead_letters_and_key(created, properties):
    attributes = sqs._queues[created[0]]["attributes"]
    if "RedrivePolicy" in properties:
        attributes["RedrivePolicy"] = json.dumps(properties["RedrivePolicy"])
    if "KmsMasterKeyId" in properties:
        attributes["KmsMasterKeyId"] = properties["KmsMasterKeyId"]
    return created


@completes("AWS::SNS::Topic")
def topic_with_key(created, properties):
    if "KmsMasterKeyId" in properties:
        sns._topics[created[0]]["attributes"]["KmsMasterKeyId"] = properties["KmsMasterKeyId"]
    return created


@completes("AWS::SecretsManager::Secret")
def secret_whose_reference_is_its_arn(created, properties):
    _, attributes = created
    return attributes["Arn"], attributes


@completes("AWS::IAM::Policy")
def policy_in_its_roles(created, properties):
    for role in properties["Roles"]:
        iam._roles[role]["InlinePolicies"][properties["PolicyName"]] = properties["PolicyDocument"]
    return created


def invoke_target_with_context(target, event, rule, view=None):
    """Scheduler replaces its context attributes in a target's input."""
    if event.get("Source") == "aws.scheduler" and "Input" in target:
        scheduled = datetime.fromtimestamp(int(event["Time"]), timezone.utc)
        text = target["Input"]
        for name, value in {
            "schedule-arn": event["Resources"][0],
            "scheduled-time": scheduled.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "execution-id": new_uuid(),
            "attempt-number": "1",
        }.items():
            text = text.replace(f"<aws.scheduler.{name}>", value)
        target = {**target, "Input": text}
    return invoke_target(target, event, rule, view)


class FunctionProcess(subprocess.Popen):
    """A function has credentials of its own role: here its session token tells the door in front who calls."""

    def __init__(self, command, *, env, **options):
        token = "function/" + env["AWS_LAMBDA_FUNCTION_NAME"]
        super().__init__(command, env={**env, "AWS_SESSION_TOKEN": token}, **options)


def emit_lambda_logs_here_too(function, request_id, log, is_error, duration_ms):
    name = function.get("config", function).get("FunctionName")
    print(f"{name} {'FAILED' if is_error else 'ok'} after {duration_ms} ms\n{log}", flush=True)
    emit_lambda_logs(function, request_id, log, is_error, duration_ms)


def end_with_standard_input():
    """Nothing is left when the process that started this one is gone, however that ended."""
    while os.read(0, 1024):
        pass
    os.killpg(os.getpgrp(), signal.SIGTERM)


invoke_target = eventbridge._invoke_target
eventbridge._invoke_target = invoke_target_with_context
emit_lambda_logs = lambda_svc._emit_lambda_logs
lambda_svc._emit_lambda_logs = emit_lambda_logs_here_too
lambda_runtime.subprocess = types.SimpleNamespace(Popen=FunctionProcess, PIPE=subprocess.PIPE)
threading.Thread(target=end_with_standard_input, daemon=True).start()

config = Config()
config.bind = [f"unix:{sys.argv[1]}"]
asyncio.run(serve(app, config))
